import type { Account } from '../account.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { createLogGroup } from './create-log-group.ts';
import { createLogStream } from './create-log-stream.ts';
import { deleteLogGroup } from './delete-log-group.ts';
import { deleteLogStream } from './delete-log-stream.ts';
import { deleteRetentionPolicy } from './delete-retention-policy.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeLogStreams } from './describe-log-streams.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import { logsInputTypes } from './input-types.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import type { LogGroupRecord } from './log-group-record.ts';
import { putLogEvents } from './put-log-events.ts';
import { putRetentionPolicy } from './put-retention-policy.ts';
import { resourcesOf } from './resources-of.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { type NewLogEvent, writeLogEvents } from './write-log-events.ts';

/** What the operations of CloudWatch Logs share. */
export interface LogsState {
  readonly account: Account;
  readonly groups: Map<string, LogGroupRecord>;
}

export interface Logs {
  readonly service: Service;
  readonly operations: ReturnType<typeof bindOperations>;
  /** Appends; makes the group and stream when they are missing. Timestamps in ms. */
  write(groupName: string, streamName: string, events: readonly NewLogEvent[]): void;
}

export function createLogs(account: Account): Logs {
  const state: LogsState = { account, groups: new Map() };
  const operations = bindOperations(state);
  return {
    service: jsonService({
      signingName: 'logs',
      version: '1.1',
      operations,
      inputTypes: logsInputTypes,
      resourcesOf: (_operation, input) => resourcesOf(account, input),
    }),
    operations,
    write: writeLogEvents.bind(null, state),
  };
}

function bindOperations(state: LogsState) {
  return {
    CreateLogGroup: createLogGroup.bind(null, state),
    CreateLogStream: createLogStream.bind(null, state),
    DeleteLogGroup: deleteLogGroup.bind(null, state),
    DeleteLogStream: deleteLogStream.bind(null, state),
    DeleteRetentionPolicy: deleteRetentionPolicy.bind(null, state),
    DescribeLogGroups: describeLogGroups.bind(null, state),
    DescribeLogStreams: describeLogStreams.bind(null, state),
    FilterLogEvents: filterLogEvents.bind(null, state),
    GetLogEvents: getLogEvents.bind(null, state),
    ListTagsForResource: listTagsForResource.bind(null, state),
    PutLogEvents: putLogEvents.bind(null, state),
    PutRetentionPolicy: putRetentionPolicy.bind(null, state),
    TagResource: tagResource.bind(null, state),
    UntagResource: untagResource.bind(null, state),
  };
}

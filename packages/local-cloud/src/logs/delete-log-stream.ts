import type { DeleteLogStreamCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { removeStream } from './event-timeline.ts';
import { groupNamed, streamNamed } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

export function deleteLogStream(state: LogsState, input: DeleteLogStreamCommandInput): undefined {
  const group = groupNamed(state, input.logGroupName);
  const { name } = streamNamed(group, input.logStreamName);
  group.streams.delete(name);
  removeStream(group.timeline, name);
}

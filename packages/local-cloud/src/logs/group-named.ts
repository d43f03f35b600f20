import type { GetLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs';
import { type Account, regionalArn } from '../account.ts';
import { checkName } from './check-input.ts';
import { invalidParameter, resourceNotFound } from './errors.ts';
import type { LogGroupRecord, LogStreamRecord, LogsState } from './state.ts';

/** The group with this name, or with this ARN where AWS takes one instead. */
export function groupNamed(state: LogsState, nameOrArn: string | undefined): LogGroupRecord {
  const group = state.groups.get(checkName(nameOrArn && groupName(nameOrArn), 'logGroupName'));
  if (!group) throw resourceNotFound('The specified log group does not exist.');
  return group;
}

/** The group of an operation that takes its name or, instead, its name or ARN as an identifier. */
export function groupOf(
  state: LogsState,
  { logGroupName, logGroupIdentifier }: Pick<GetLogEventsRequest, 'logGroupName' | 'logGroupIdentifier'>,
): LogGroupRecord {
  if (logGroupName === undefined || logGroupIdentifier === undefined)
    return groupNamed(state, logGroupIdentifier ?? logGroupName);
  throw invalidParameter('LogGroup name and LogGroup ARN are mutually exclusive parameters.');
}

export function streamNamed(group: LogGroupRecord, streamName: string | undefined): LogStreamRecord {
  const stream = group.streams.get(checkName(streamName, 'logStreamName'));
  if (!stream) throw resourceNotFound('The specified log stream does not exist.');
  return stream;
}

export function groupArn(account: Account, group: LogGroupRecord): string {
  return regionalArn(account, 'logs', `log-group:${group.name}`);
}

/**
 * The ARNs that an operation works on. Policies on AWS name a group with a stream after it, empty or not. Only members
 * that the operation goes by count: a client may add those of other operations, which name what it is allowed.
 */
export function resourcesOf(
  account: Account,
  operation: string,
  { resourceArn, logGroupIdentifier, logGroupName, logStreamName }: Readonly<Record<string, unknown>>,
): string[] {
  if (byArn.has(operation)) return [String(resourceArn ?? '*')];
  const given = (byIdentifier.has(operation) ? logGroupIdentifier : undefined) ?? logGroupName ?? '';
  const group = groupName(String(given));
  const stream = ofStream.has(operation) ? String(logStreamName ?? '') : '';
  return [regionalArn(account, 'logs', `log-group:${group}:log-stream:${stream}`)];
}

const byArn: ReadonlySet<string> = new Set(['ListTagsForResource', 'TagResource', 'UntagResource']);
const byIdentifier: ReadonlySet<string> = new Set(['DescribeLogStreams', 'FilterLogEvents', 'GetLogEvents']);
const ofStream: ReadonlySet<string> = new Set([
  'CreateLogStream',
  'DeleteLogStream',
  'GetLogEvents',
  'PutLogEvents',
]);

function groupName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:aws:logs:[^:]*:\d*:log-group:([^:]*).*$/, '$1');
}

import type {
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { broken, checkLimit, invalidParameter } from './invalid-parameter.ts';
import { groupArn, groupNamed, type LogStreamRecord } from './log-group-record.ts';
import type { LogsState } from './logs.ts';
import { pageOf } from './page-of.ts';

type Compare = (a: LogStreamRecord, b: LogStreamRecord) => number;

const byName: Compare = (a, b) => (a.name < b.name ? -1 : 1);
const byLastEvent: Compare = (a, b) =>
  (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0) || byName(a, b);

export function describeLogStreams(
  state: LogsState,
  input: DescribeLogStreamsCommandInput,
): Omit<DescribeLogStreamsCommandOutput, '$metadata'> {
  const group = groupNamed(state, input.logGroupIdentifier ?? input.logGroupName);
  const prefix = input.logStreamNamePrefix ?? '';
  const compare = order(input.orderBy ?? 'LogStreamName', prefix);
  const streams = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix)).sort(compare);
  if (input.descending) streams.reverse();
  const { page, nextToken } = pageOf(streams, checkLimit(input.limit, 50), input.nextToken);
  const logStreams = page.map(({ name, ...times }) => ({
    logStreamName: name,
    ...times,
    arn: `${groupArn(state.account, group)}:log-stream:${name}`,
    storedBytes: 0,
  }));
  return { logStreams, nextToken };
}

function order(orderBy: string, prefix: string): Compare {
  if (orderBy === 'LogStreamName') return byName;
  if (orderBy !== 'LastEventTime') {
    throw broken(orderBy, 'orderBy', 'Member must satisfy enum value set: [LogStreamName, LastEventTime]');
  }
  if (prefix) throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  return byLastEvent;
}

import type {
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { pageOf } from '../../aws/page-of.ts';
import { checkLimit, checkPrefix } from '../check-input.ts';
import { invalidNextToken, invalidParameter, invalidValue } from '../errors.ts';
import { groupArn, groupOf } from '../group-named.ts';
import type { LogStreamRecord, LogsState } from '../state.ts';

type Compare = (a: LogStreamRecord, b: LogStreamRecord) => number;

const byName: Compare = (a, b) => (a.name < b.name ? -1 : 1);
const byLastEvent: Compare = (a, b) =>
  (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0) || byName(a, b);

export function describeLogStreams(
  state: LogsState,
  input: DescribeLogStreamsCommandInput,
): Omit<DescribeLogStreamsCommandOutput, '$metadata'> {
  const group = groupOf(state, input);
  const prefix = checkPrefix(input.logStreamNamePrefix, 'logStreamNamePrefix');
  const compare = order(input.orderBy ?? 'LogStreamName', prefix);
  const streams = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix)).sort(compare);
  if (input.descending) streams.reverse();
  const request = { size: checkLimit(input.limit, 50), token: input.nextToken };
  const { items, nextToken } = pageOf(streams, request, invalidNextToken);
  const logStreams = items.map(({ name, ...times }) => ({
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
    const constraint = 'Member must satisfy enum value set: [LogStreamName, LastEventTime]';
    throw invalidValue(orderBy, 'orderBy', constraint);
  }
  if (prefix) throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  return byLastEvent;
}

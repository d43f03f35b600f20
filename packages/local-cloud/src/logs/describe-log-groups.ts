import type {
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Account } from '../account.ts';
import { checkLimit, invalidParameter } from './invalid-parameter.ts';
import { groupArn, type LogGroupRecord } from './log-group-record.ts';
import type { LogsState } from './logs.ts';
import { pageOf } from './page-of.ts';

export function describeLogGroups(
  state: LogsState,
  input: DescribeLogGroupsCommandInput,
): Omit<DescribeLogGroupsCommandOutput, '$metadata'> {
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '' } = input;
  if (prefix && pattern) {
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  const groups = [...state.groups.values()]
    .filter(({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern.toLowerCase()))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, nextToken } = pageOf(groups, checkLimit(input.limit, 50), input.nextToken);
  return { logGroups: page.map((group) => describe(state.account, group)), nextToken };
}

function describe(account: Account, group: LogGroupRecord): LogGroup {
  const arn = groupArn(account, group);
  return {
    logGroupName: group.name,
    creationTime: group.creationTime,
    retentionInDays: group.retentionInDays,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: group.timeline.heldBytes,
    logGroupClass: 'STANDARD',
  };
}

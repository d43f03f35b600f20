import type {
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Account } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { checkLimit, checkPrefix, refuseMembers } from '../check-input.ts';
import { invalidNextToken, invalidParameter } from '../errors.ts';
import { groupArn } from '../group-named.ts';
import type { LogGroupRecord, LogsState } from '../state.ts';

export function describeLogGroups(
  state: LogsState,
  input: DescribeLogGroupsCommandInput,
): Omit<DescribeLogGroupsCommandOutput, '$metadata'> {
  refuseMembers(input, ['accountIdentifiers', 'includeLinkedAccounts']);
  const { logGroupNamePattern: pattern = '', logGroupIdentifiers: identifiers } = input;
  const prefix = checkPrefix(input.logGroupNamePrefix, 'logGroupNamePrefix');
  if (prefix && pattern) {
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  const groups = [...state.groups.values()]
    .filter((group) => !identifiers || isNamed(state.account, group, identifiers))
    .filter(({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern.toLowerCase()))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const request = { size: checkLimit(input.limit, 50), token: input.nextToken };
  const { items, nextToken } = pageOf(groups, request, invalidNextToken);
  const described = items.map((group) => describe(state.account, group));
  // As recorded on AWS: a search by pattern does not know the sizes.
  if (pattern) for (const group of described) delete group.storedBytes;
  return { logGroups: described, nextToken };
}

function isNamed(account: Account, group: LogGroupRecord, identifiers: readonly string[]): boolean {
  return identifiers.includes(group.name) || identifiers.includes(groupArn(account, group));
}

function describe(account: Account, group: LogGroupRecord): LogGroup {
  const arn = groupArn(account, group);
  return {
    logGroupName: group.name,
    creationTime: group.creationTime,
    retentionInDays: group.retentionInDays,
    kmsKeyId: group.kmsKeyId,
    deletionProtectionEnabled: false,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: group.timeline.heldBytes,
    logGroupClass: 'STANDARD',
  };
}

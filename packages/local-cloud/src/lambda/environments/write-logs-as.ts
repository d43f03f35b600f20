import type { Account } from '../../account.ts';
import type { PolicyDocument } from '../../aws/policy/policy-document.ts';
import { accessOf } from '../../aws/policy/require-access.ts';
import type { Caller } from '../../aws/service.ts';
import type { Logs } from '../../logs/logs.ts';
import { resourcesOf } from '../../logs/resources-of.ts';

/** Writes to one log stream as the session of a function's role: what its policies do not allow is lost, as on AWS. */
export function writeLogsAs(caller: Caller | undefined, account: Account, logs: Logs): Logs['write'] {
  let isCreated = false;
  let judged: { policies: readonly PolicyDocument[] | undefined; mayPut: boolean } | undefined;

  function may(operation: string, logGroupName: string, logStreamName?: string): boolean {
    const resources = resourcesOf(account, { logGroupName, logStreamName });
    return resources.every((resource) => accessOf(caller, `logs:${operation}`, resource) === 'allow');
  }

  function mayCreate(group: string, stream: string): boolean {
    const { logGroups = [] } = logs.operations.DescribeLogGroups({ logGroupNamePrefix: group });
    const isThere = logGroups.some(({ logGroupName }) => logGroupName === group);
    return (isThere || may('CreateLogGroup', group)) && may('CreateLogStream', group, stream);
  }

  /** Judged once for as long as the policies are the same. */
  function mayPut(group: string, stream: string): boolean {
    const policies = caller?.policies?.();
    if (!judged || judged.policies !== policies) {
      judged = { policies, mayPut: may('PutLogEvents', group, stream) };
    }
    return judged.mayPut;
  }

  return (group, stream, events) => {
    isCreated ||= mayCreate(group, stream);
    if (isCreated && mayPut(group, stream)) logs.write(group, stream, events);
  };
}

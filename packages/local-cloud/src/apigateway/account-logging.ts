import { type Account, regionalArn } from '../account.ts';
import { evaluatePolicies } from '../aws/policy/evaluate-policies.ts';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import type { Roles } from './backends.ts';
import { badRequest } from './errors.ts';
import { serviceRole } from './service-role.ts';

/** What decides whether the gateway may write logs: it does so with one role for all APIs of the account. */
interface LoggingAccount {
  readonly account: Account;
  readonly iam: Roles;
  readonly accountSettings: { readonly cloudwatchRoleArn?: string };
}

const actions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/** Refuses a role that API Gateway may not assume, or that may not write execution logs. */
export function checkLoggingRole(
  { account, iam }: Pick<LoggingAccount, 'account' | 'iam'>,
  arn: string,
): void {
  const policies = serviceRole(iam, arn)?.policies?.() ?? [];
  const resource = groupArn(account, 'API-Gateway-Execution-Logs');
  if (actions.every((action) => evaluatePolicies(policies, { action, resource }) === 'allow')) return;
  throw badRequest(
    'The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.',
  );
}

/** Refuses a stage with logs where the account has no role to write them with. */
export function requireLoggingRole({ accountSettings }: LoggingAccount): void {
  if (accountSettings.cloudwatchRoleArn) return;
  throw badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging');
}

/** What the policies of a role say of each log group. A role has a new list of policies after each change of them. */
const decisions = new WeakMap<readonly PolicyDocument[], Map<string, boolean>>();

/** Whether the account's role may still write to a log group; where not, logs are lost, as on AWS. */
export function mayLog({ account, iam, accountSettings }: LoggingAccount, groupName: string): boolean {
  const arn = accountSettings.cloudwatchRoleArn ?? '';
  const role = iam.roles.get(arn.slice(arn.lastIndexOf('/') + 1));
  if (role?.Arn !== arn) return false;
  const known = decisions.get(role.policies) ?? new Map<string, boolean>();
  decisions.set(role.policies, known);
  const decided = known.get(groupName);
  if (decided !== undefined) return decided;
  const request = { action: 'logs:PutLogEvents', resource: groupArn(account, groupName) };
  const isAllowed = evaluatePolicies(role.policies, request) === 'allow';
  known.set(groupName, isAllowed);
  return isAllowed;
}

function groupArn(account: Account, groupName: string): string {
  return regionalArn(account, 'logs', `log-group:${groupName}:log-stream:`);
}

import { arn } from '../../account.ts';
import type { Caller } from '../service.ts';
import { type AccessRequest, evaluatePolicies } from './evaluate-policies.ts';
import { type PolicyDocument, parsePolicy } from './policy-document.ts';
import type { RequestContext } from './policy-variables.ts';

export interface AssumableRole {
  readonly Arn: string;
  readonly RoleId: string;
  readonly RoleName: string;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly policies: readonly PolicyDocument[];
}

/** An AWS service that works in roles of the account. */
export interface RoleUser {
  /** As in a role's trust: `scheduler.amazonaws.com`. */
  readonly service: string;
  readonly sessionName: string;
  /** The condition keys of the assumption. */
  readonly context?: RequestContext;
}

/** A service in a role, for calls within this process; `undefined` for an unknown role or one that does not trust it. */
export function assumedRole(
  roles: ReadonlyMap<string, AssumableRole>,
  roleArn: string,
  { service, sessionName, context = {} }: RoleUser,
): Caller | undefined {
  const role = [...roles.values()].find(({ Arn }) => Arn === roleArn);
  const trust = role?.AssumeRolePolicyDocument;
  const assumption: AccessRequest = {
    action: 'sts:AssumeRole',
    resource: roleArn,
    principal: { type: 'Service', value: service },
    context,
  };
  if (!role || !trust || evaluatePolicies([parsePolicy(trust)], assumption) !== 'allow') return undefined;
  const accountId = String(role.Arn.split(':')[4]);
  return {
    accountId,
    arn: arn('sts', `assumed-role/${role.RoleName}/${sessionName}`, { accountId }),
    userId: `${role.RoleId}:${sessionName}`,
    accessKeyId: '',
    roleArn,
    policies: () => role.policies,
  };
}

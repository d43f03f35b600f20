import { arn } from '../account.ts';
import { type AccessRequest, evaluatePolicies } from '../aws/policy/evaluate-policies.ts';
import { parsePolicy } from '../aws/policy/policy-document.ts';
import type { Caller } from '../aws/service.ts';
import type { Roles } from './backends.ts';

const sessionName = 'BackplaneAssumeRoleSession';
const assumption: AccessRequest = {
  action: 'sts:AssumeRole',
  resource: '*',
  principal: { type: 'Service', value: 'apigateway.amazonaws.com' },
};

/** The gateway in a role, for calls within this process; `undefined` for an unknown role or one that does not trust it. */
export function serviceRole(iam: Roles, roleArn: string): Caller | undefined {
  const role = [...iam.roles.values()].find(({ Arn }) => Arn === roleArn);
  const trust = role?.AssumeRolePolicyDocument;
  if (!role || !trust || evaluatePolicies([parsePolicy(trust)], assumption) !== 'allow') return undefined;
  const accountId = role.Arn.split(':')[4] ?? '';
  return {
    accountId,
    arn: arn('sts', `assumed-role/${role.RoleName}/${sessionName}`, { accountId }),
    userId: `${role.RoleId}:${sessionName}`,
    accessKeyId: '',
    roleArn,
    policies: () => role.policies,
  };
}

import type { DeleteRolePolicyCommandInput } from '@aws-sdk/client-iam';
import { collectPolicies } from './collect-policies.ts';
import type { IamState } from './iam.ts';
import { noSuchPolicy, roleNamed } from './role-record.ts';

export function deleteRolePolicy(state: IamState, input: DeleteRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  if (!role.inlinePolicies.delete(input.PolicyName ?? '')) throw noSuchPolicy(input.PolicyName);
  collectPolicies(role);
}

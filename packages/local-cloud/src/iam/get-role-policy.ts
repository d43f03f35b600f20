import type { GetRolePolicyCommandInput, GetRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { IamState } from './iam.ts';
import { noSuchPolicy, roleNamed } from './role-record.ts';

export function getRolePolicy(
  state: IamState,
  input: GetRolePolicyCommandInput,
): Omit<GetRolePolicyCommandOutput, '$metadata'> {
  const role = roleNamed(state, input.RoleName);
  const policy = role.inlinePolicies.get(input.PolicyName ?? '');
  if (!policy) throw noSuchPolicy(input.PolicyName);
  return {
    RoleName: role.RoleName,
    PolicyName: input.PolicyName,
    PolicyDocument: encodeURIComponent(policy.text),
  };
}

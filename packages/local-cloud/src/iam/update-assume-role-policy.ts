import type { UpdateAssumeRolePolicyCommandInput } from '@aws-sdk/client-iam';
import type { IamState } from './iam.ts';
import { policyDocument, roleNamed } from './role-record.ts';

export function updateAssumeRolePolicy(
  state: IamState,
  input: UpdateAssumeRolePolicyCommandInput,
): undefined {
  const role = roleNamed(state, input.RoleName);
  const document = policyDocument(input.PolicyDocument);
  state.roles.set(role.RoleName, { ...role, AssumeRolePolicyDocument: document });
}

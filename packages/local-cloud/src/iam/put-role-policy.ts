import type { PutRolePolicyCommandInput } from '@aws-sdk/client-iam';
import type { IamState } from './iam.ts';
import { policyDocument, requiredName, roleNamed } from './role-record.ts';

export function putRolePolicy(state: IamState, input: PutRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  const name = requiredName(input.PolicyName, 'policyName');
  role.inlinePolicies.set(name, policyDocument(input.PolicyDocument));
}

import type { PutRolePolicyCommandInput } from '@aws-sdk/client-iam';
import { parsePolicy } from '../aws/policy/policy-document.ts';
import { collectPolicies } from './collect-policies.ts';
import type { IamState } from './iam.ts';
import { requiredName, roleNamed } from './role-record.ts';

export function putRolePolicy(state: IamState, input: PutRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  const name = requiredName(input.PolicyName, 'policyName');
  const { PolicyDocument: text = '' } = input;
  role.inlinePolicies.set(name, { text, document: parsePolicy(text) });
  collectPolicies(role);
}

import type {
  DeleteRolePolicyCommandInput,
  GetRolePolicyCommandInput,
  GetRolePolicyCommandOutput,
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput,
  PutRolePolicyCommandInput,
} from '@aws-sdk/client-iam';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { noSuchEntity } from '../errors.ts';
import { collectPolicies, requiredName, roleNamed } from '../role-named.ts';
import type { IamState } from '../state.ts';

export function putRolePolicy(state: IamState, input: PutRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  const name = requiredName(input.PolicyName, 'policyName');
  const { PolicyDocument: text = '' } = input;
  role.inlinePolicies.set(name, { text, document: parsePolicy(text) });
  collectPolicies(state, role);
}

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

export function listRolePolicies(
  state: IamState,
  input: ListRolePoliciesCommandInput,
): Omit<ListRolePoliciesCommandOutput, '$metadata'> {
  return { PolicyNames: [...roleNamed(state, input.RoleName).inlinePolicies.keys()], IsTruncated: false };
}

export function deleteRolePolicy(state: IamState, input: DeleteRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  if (!role.inlinePolicies.delete(input.PolicyName ?? '')) throw noSuchPolicy(input.PolicyName);
  collectPolicies(state, role);
}

function noSuchPolicy(policyName: string | undefined) {
  return noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
}

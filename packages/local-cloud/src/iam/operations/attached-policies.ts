import type {
  AttachRolePolicyCommandInput,
  DetachRolePolicyCommandInput,
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam';
import { invalidInput, noSuchEntity } from '../errors.ts';
import { collectPolicies, documentOf, roleNamed } from '../role-named.ts';
import type { IamState } from '../state.ts';

export function attachRolePolicy(state: IamState, input: AttachRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  const policyArn = input.PolicyArn ?? '';
  if (!/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+$/.test(policyArn)) {
    throw invalidInput(`ARN ${policyArn} is not valid.`);
  }
  if (!documentOf(state, policyArn)) {
    throw noSuchEntity(`Policy ${policyArn} does not exist or is not attachable.`);
  }
  role.attachedPolicyArns.add(policyArn);
  collectPolicies(state, role);
}

export function listAttachedRolePolicies(
  state: IamState,
  input: ListAttachedRolePoliciesCommandInput,
): Omit<ListAttachedRolePoliciesCommandOutput, '$metadata'> {
  const arns = [...roleNamed(state, input.RoleName).attachedPolicyArns];
  const policies = arns.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn }));
  return { AttachedPolicies: policies, IsTruncated: false };
}

export function detachRolePolicy(state: IamState, input: DetachRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  if (!role.attachedPolicyArns.delete(input.PolicyArn ?? '')) {
    throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
  }
  collectPolicies(state, role);
}

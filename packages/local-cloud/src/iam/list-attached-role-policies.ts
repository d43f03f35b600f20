import type {
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam';
import type { IamState } from './iam.ts';
import { roleNamed } from './role-record.ts';

export function listAttachedRolePolicies(
  state: IamState,
  input: ListAttachedRolePoliciesCommandInput,
): Omit<ListAttachedRolePoliciesCommandOutput, '$metadata'> {
  const arns = [...roleNamed(state, input.RoleName).attachedPolicyArns];
  const policies = arns.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn }));
  return { AttachedPolicies: policies, IsTruncated: false };
}

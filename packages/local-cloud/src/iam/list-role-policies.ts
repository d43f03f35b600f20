import type { ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput } from '@aws-sdk/client-iam';
import type { IamState } from './iam.ts';
import { roleNamed } from './role-record.ts';

export function listRolePolicies(
  state: IamState,
  input: ListRolePoliciesCommandInput,
): Omit<ListRolePoliciesCommandOutput, '$metadata'> {
  return { PolicyNames: [...roleNamed(state, input.RoleName).inlinePolicies.keys()], IsTruncated: false };
}

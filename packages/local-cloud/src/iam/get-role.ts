import type { GetRoleCommandInput, GetRoleCommandOutput } from '@aws-sdk/client-iam';
import type { IamState } from './iam.ts';
import { describeRole, roleNamed } from './role-record.ts';

export function getRole(
  state: IamState,
  input: GetRoleCommandInput,
): Omit<GetRoleCommandOutput, '$metadata'> {
  return { Role: describeRole(roleNamed(state, input.RoleName)) };
}

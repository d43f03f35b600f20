import type { ListRolesCommandInput, ListRolesCommandOutput } from '@aws-sdk/client-iam';
import type { IamState } from './iam.ts';
import { describeRole } from './role-record.ts';

export function listRoles(
  state: IamState,
  input: ListRolesCommandInput,
): Omit<ListRolesCommandOutput, '$metadata'> {
  const roles = [...state.roles.values()].filter((role) => role.Path?.startsWith(input.PathPrefix ?? '/'));
  return { Roles: roles.map(describeRole), IsTruncated: false };
}

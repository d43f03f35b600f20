import { randomBytes } from 'node:crypto';
import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  DeleteRoleCommandInput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
  Role,
  UpdateAssumeRolePolicyCommandInput,
} from '@aws-sdk/client-iam';
import { arn } from '../../account.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { deleteConflict, entityAlreadyExists } from '../errors.ts';
import { requiredName, roleNamed } from '../role-named.ts';
import type { IamState, RoleRecord } from '../state.ts';

const maxNameLength = 64;

export function createRole(
  state: IamState,
  input: CreateRoleCommandInput,
): Omit<CreateRoleCommandOutput, '$metadata'> {
  const name = requiredName(input.RoleName, 'roleName', maxNameLength);
  if (state.roles.has(name)) throw entityAlreadyExists(`Role with name ${name} already exists.`);
  const path = input.Path ?? '/';
  const role: RoleRecord = {
    Path: path,
    RoleName: name,
    RoleId: `AROA${randomBytes(8).toString('hex').toUpperCase()}`,
    Arn: arn('iam', `role${path}${name}`, { accountId: state.account.id }),
    CreateDate: new Date(),
    AssumeRolePolicyDocument: trustPolicy(input.AssumeRolePolicyDocument),
    Description: input.Description,
    MaxSessionDuration: Number(input.MaxSessionDuration ?? 3600),
    Tags: input.Tags || undefined,
    inlinePolicies: new Map(),
    attachedPolicyArns: new Set(),
    policies: [],
  };
  state.roles.set(name, role);
  return { Role: describe(role) };
}

export function getRole(
  state: IamState,
  input: GetRoleCommandInput,
): Omit<GetRoleCommandOutput, '$metadata'> {
  return { Role: describe(roleNamed(state, input.RoleName)) };
}

export function listRoles(
  state: IamState,
  input: ListRolesCommandInput,
): Omit<ListRolesCommandOutput, '$metadata'> {
  const roles = [...state.roles.values()].filter((role) => role.Path?.startsWith(input.PathPrefix ?? '/'));
  return { Roles: roles.map(describe), IsTruncated: false };
}

export function updateAssumeRolePolicy(
  state: IamState,
  input: UpdateAssumeRolePolicyCommandInput,
): undefined {
  const role = roleNamed(state, input.RoleName);
  const AssumeRolePolicyDocument = trustPolicy(input.PolicyDocument);
  state.roles.set(role.RoleName, { ...role, AssumeRolePolicyDocument });
}

export function deleteRole(state: IamState, input: DeleteRoleCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  if (role.inlinePolicies.size > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
  if (role.attachedPolicyArns.size > 0) {
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  }
  state.roles.delete(role.RoleName);
}

/** The policy's JSON as it came, once it is known to be well-formed. */
function trustPolicy(text: string | undefined): string {
  parsePolicy(text);
  return text ?? '';
}

/** The role as responses show it; policy documents travel percent-encoded. */
function describe(role: RoleRecord): Role {
  const { inlinePolicies: _inline, attachedPolicyArns: _attached, policies: _policies, ...shown } = role;
  return { ...shown, AssumeRolePolicyDocument: encodeURIComponent(role.AssumeRolePolicyDocument ?? '') };
}

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
  UpdateRoleCommandInput,
  UpdateRoleDescriptionCommandInput,
  UpdateRoleDescriptionCommandOutput,
} from '@aws-sdk/client-iam';
import { arn } from '../../account.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { collectPolicies, pathOf, requiredName, roleNamed, uniqueId } from '../entity-named.ts';
import { deleteConflict, entityAlreadyExists, invalidValue } from '../errors.ts';
import { pageByMarker } from '../page-by-marker.ts';
import { type IamState, type RoleRecord, withoutPolicies } from '../state.ts';
import { existingPolicyArn } from './attached-policies.ts';

const maxNameLength = 64;

export function createRole(
  state: IamState,
  input: CreateRoleCommandInput,
): Omit<CreateRoleCommandOutput, '$metadata'> {
  const name = requiredName(input.RoleName, 'roleName', maxNameLength);
  if (state.roles.has(name)) throw entityAlreadyExists(`Role with name ${name} already exists.`);
  const path = pathOf(input.Path);
  const role: RoleRecord = {
    Path: path,
    RoleName: name,
    RoleId: uniqueId('AROA'),
    Arn: arn('iam', `role${path}${name}`, { accountId: state.account.id }),
    CreateDate: new Date(),
    AssumeRolePolicyDocument: trustPolicy(input.AssumeRolePolicyDocument),
    Description: input.Description,
    MaxSessionDuration: sessionDuration(input.MaxSessionDuration ?? 3600),
    Tags: input.Tags || undefined,
    ...withoutPolicies(),
  };
  if (input.PermissionsBoundary) role.boundaryArn = existingPolicyArn(state, input.PermissionsBoundary);
  collectPolicies(state, role);
  state.roles.set(name, role);
  return { Role: created(role) };
}

/** What the response to a creation shows of a role. */
export function created(role: RoleRecord): Role {
  const { MaxSessionDuration: _duration, ...shown } = describe(role);
  return shown;
}

export function getRole(
  state: IamState,
  input: GetRoleCommandInput,
): Omit<GetRoleCommandOutput, '$metadata'> {
  return { Role: { ...describe(roleNamed(state, input.RoleName)), RoleLastUsed: {} } };
}

/** A list shows neither tags nor boundaries. */
export function listRoles(
  state: IamState,
  input: ListRolesCommandInput,
): Omit<ListRolesCommandOutput, '$metadata'> {
  const roles = [...state.roles.values()].filter((role) => role.Path?.startsWith(input.PathPrefix ?? '/'));
  const { items, rest } = pageByMarker(roles, input);
  const shown = items.map((role) => {
    const { Tags: _tags, PermissionsBoundary: _boundary, ...listed } = describe(role);
    return listed;
  });
  return { Roles: shown, ...rest };
}

export function updateRole(state: IamState, input: UpdateRoleCommandInput): object {
  const role = roleNamed(state, input.RoleName);
  const { Description = role.Description, MaxSessionDuration = role.MaxSessionDuration ?? 3600 } = input;
  state.roles.set(role.RoleName, {
    ...role,
    Description,
    MaxSessionDuration: sessionDuration(MaxSessionDuration),
  });
  return {};
}

export function updateRoleDescription(
  state: IamState,
  { RoleName, Description }: UpdateRoleDescriptionCommandInput,
): Omit<UpdateRoleDescriptionCommandOutput, '$metadata'> {
  updateRole(state, { RoleName, Description });
  return { Role: describe(roleNamed(state, RoleName)) };
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
  if ([...state.instanceProfiles.values()].some(({ roleName }) => roleName === role.RoleName)) {
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  }
  state.roles.delete(role.RoleName);
}

function sessionDuration(seconds: number): number {
  const duration = Number(seconds);
  if (duration < 3600)
    throw invalidValue('maxSessionDuration', 'Member must have value greater than or equal to 3600');
  if (duration > 43_200)
    throw invalidValue('maxSessionDuration', 'Member must have value less than or equal to 43200');
  return duration;
}

/** The policy's JSON as it came, once it is known to be well-formed. */
function trustPolicy(text: string | undefined): string {
  parsePolicy(text);
  return text ?? '';
}

/** The role as responses show it; policy documents travel percent-encoded. */
export function describe(role: RoleRecord): Role {
  const {
    inlinePolicies: _inline,
    attachedPolicyArns: _attached,
    policies: _policies,
    boundaryArn,
    ...shown
  } = role;
  return {
    ...shown,
    AssumeRolePolicyDocument: encodeURIComponent(role.AssumeRolePolicyDocument ?? ''),
    ...shownBoundary(boundaryArn),
  };
}

/** The member that describes the permissions boundary of a role or user, if it has one. */
export function shownBoundary(boundaryArn: string | undefined) {
  if (boundaryArn === undefined) return {};
  // AWS documents the value PermissionsBoundaryPolicy and sends Policy.
  const type = { PermissionsBoundaryType: 'Policy' as 'PermissionsBoundaryPolicy' };
  return { PermissionsBoundary: { ...type, PermissionsBoundaryArn: boundaryArn } };
}

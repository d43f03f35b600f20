import type {
  AdminAddUserToGroupRequest,
  AdminListGroupsForUserRequest,
  AdminRemoveUserFromGroupRequest,
  CreateGroupRequest,
  DeleteGroupRequest,
  GetGroupRequest,
  GroupType,
  ListGroupsRequest,
  ListUsersInGroupRequest,
  UpdateGroupRequest,
  UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter, invalidValue, resourceNotFound } from '../errors.ts';
import type { CognitoState, GroupRecord, UserPoolRecord } from '../state.ts';
import { groupsOf } from '../tokens/issue-tokens.ts';
import { poolOf } from '../users/find-client.ts';
import { describeUser, userNamed } from './admin-users.ts';

export function createGroup(state: CognitoState, input: CreateGroupRequest): { Group: GroupType } {
  const pool = poolOf(state, input.UserPoolId);
  const name = input.GroupName ?? '';
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(name)) {
    throw invalidValue(
      'groupName',
      'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+',
    );
  }
  if (pool.groups.has(name)) {
    throw new ServiceError('GroupExistsException', 'A group with the name already exists.');
  }
  const now = new Date(state.now());
  const group: GroupRecord = {
    name,
    created: now,
    modified: now,
    description: input.Description,
    precedence: input.Precedence,
    roleArn: input.RoleArn,
  };
  pool.groups.set(name, group);
  return { Group: describe(pool, group) };
}

export function getGroup(state: CognitoState, input: GetGroupRequest): { Group: GroupType } {
  const pool = poolOf(state, input.UserPoolId);
  return { Group: describe(pool, groupNamed(pool, input.GroupName)) };
}

export function updateGroup(state: CognitoState, input: UpdateGroupRequest): { Group: GroupType } {
  const pool = poolOf(state, input.UserPoolId);
  const group = groupNamed(pool, input.GroupName);
  group.description = input.Description ?? group.description;
  group.precedence = input.Precedence ?? group.precedence;
  group.roleArn = input.RoleArn ?? group.roleArn;
  group.modified = new Date(state.now());
  return { Group: describe(pool, group) };
}

export function deleteGroup(state: CognitoState, input: DeleteGroupRequest): object {
  const pool = poolOf(state, input.UserPoolId);
  const { name } = groupNamed(pool, input.GroupName);
  pool.groups.delete(name);
  for (const user of pool.users.values()) user.groups.delete(name);
  return {};
}

export function listGroups(state: CognitoState, input: ListGroupsRequest) {
  const pool = poolOf(state, input.UserPoolId);
  const { items, NextToken } = page([...pool.groups.values()], input.Limit, input.NextToken);
  return { Groups: items.map((group) => describe(pool, group)), NextToken };
}

export function adminAddUserToGroup(state: CognitoState, input: AdminAddUserToGroupRequest): object {
  const { pool, user } = userNamed(state, input);
  user.groups.add(groupNamed(pool, input.GroupName).name);
  return {};
}

export function adminRemoveUserFromGroup(
  state: CognitoState,
  input: AdminRemoveUserFromGroupRequest,
): object {
  const { pool, user } = userNamed(state, input);
  user.groups.delete(groupNamed(pool, input.GroupName).name);
  return {};
}

export function adminListGroupsForUser(state: CognitoState, input: AdminListGroupsForUserRequest) {
  const { pool, user } = userNamed(state, input);
  const { items, NextToken } = page(groupsOf(pool, user), input.Limit, input.NextToken);
  return { Groups: items.map((group) => describe(pool, group)), NextToken };
}

export function listUsersInGroup(
  state: CognitoState,
  input: ListUsersInGroupRequest,
): { Users: UserType[]; NextToken: string | undefined } {
  const pool = poolOf(state, input.UserPoolId);
  const { name } = groupNamed(pool, input.GroupName);
  const members = [...pool.users.values()].filter(({ groups }) => groups.has(name));
  const { items, NextToken } = page(members, input.Limit, input.NextToken);
  return { Users: items.map(describeUser), NextToken };
}

function page<Item>(all: readonly Item[], limit = 60, token?: string) {
  const request = { token, size: limit, maxSize: 60 };
  const { items, nextToken } = pageOf(all, request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'limit'}.`),
  );
  return { items, NextToken: nextToken };
}

function groupNamed(pool: UserPoolRecord, name: string | undefined): GroupRecord {
  const group = pool.groups.get(name ?? '');
  if (!group) throw resourceNotFound('Group not found.');
  return group;
}

function describe(pool: UserPoolRecord, group: GroupRecord): GroupType {
  return {
    GroupName: group.name,
    UserPoolId: pool.id,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    LastModifiedDate: group.modified,
    CreationDate: group.created,
  };
}

import type {
  CreateUserCommandInput,
  CreateUserCommandOutput,
  DeleteUserCommandInput,
  GetUserCommandInput,
  GetUserCommandOutput,
  ListUsersCommandInput,
  ListUsersCommandOutput,
  UpdateUserCommandInput,
  User,
} from '@aws-sdk/client-iam';
import { arn } from '../../account.ts';
import type { CallContext } from '../../aws/service.ts';
import { collectPolicies, pathOf, requiredName, uniqueId, userNamed } from '../entity-named.ts';
import { deleteConflict, entityAlreadyExists, validationError } from '../errors.ts';
import { pageByMarker } from '../page-by-marker.ts';
import { type IamState, type UserRecord, withoutPolicies } from '../state.ts';
import { existingPolicyArn } from './attached-policies.ts';
import { shownBoundary } from './roles.ts';

const maxNameLength = 64;

export function createUser(
  state: IamState,
  { UserName, Path, PermissionsBoundary, Tags }: CreateUserCommandInput,
): Omit<CreateUserCommandOutput, '$metadata'> {
  const name = requiredName(UserName, 'userName', maxNameLength);
  if (state.users.has(name)) throw entityAlreadyExists(`User with name ${name} already exists.`);
  const path = pathOf(Path);
  const user: UserRecord = {
    Path: path,
    UserName: name,
    UserId: uniqueId('AIDA'),
    Arn: arnOf(state, path, name),
    CreateDate: new Date(),
    Tags: Tags || undefined,
    accessKeys: new Map(),
    serviceCredentials: new Map(),
    ...withoutPolicies(),
  };
  if (PermissionsBoundary) user.boundaryArn = existingPolicyArn(state, PermissionsBoundary);
  collectPolicies(state, user);
  state.users.set(name, user);
  return { User: describe(user) };
}

/** Without a name, the user who asks. */
export function getUser(
  state: IamState,
  { UserName }: GetUserCommandInput,
  context?: CallContext,
): Omit<GetUserCommandOutput, '$metadata'> {
  if (UserName !== undefined) return { User: describe(userNamed(state, UserName)) };
  const { caller } = context ?? {};
  if (caller?.userName !== undefined) return { User: describe(userNamed(state, caller.userName)) };
  if (!caller || caller.policies)
    throw validationError('Must specify userName when calling with non-User credentials');
  const root = { Path: '/', UserName: 'root', UserId: state.account.id, Arn: caller.arn };
  return { User: { ...root, CreateDate: new Date(0) } };
}

export function listUsers(
  state: IamState,
  input: ListUsersCommandInput,
): Omit<ListUsersCommandOutput, '$metadata'> {
  const users = [...state.users.values()].filter(({ Path }) => Path?.startsWith(input.PathPrefix ?? '/'));
  const { items, rest } = pageByMarker(users, input);
  const shown = items.map((user) => {
    const { Tags: _tags, PermissionsBoundary: _boundary, ...listed } = describe(user);
    return listed;
  });
  return { Users: shown, ...rest };
}

export function updateUser(
  state: IamState,
  { UserName, NewUserName, NewPath }: UpdateUserCommandInput,
): undefined {
  const user = userNamed(state, UserName);
  const name = requiredName(NewUserName ?? user.UserName, 'newUserName', maxNameLength);
  if (name !== user.UserName && state.users.has(name)) {
    throw entityAlreadyExists(`User with name ${name} already exists.`);
  }
  const Path = pathOf(NewPath ?? user.Path);
  state.users.delete(user.UserName);
  state.users.set(name, { ...user, UserName: name, Path, Arn: arnOf(state, Path, name) });
  for (const key of user.accessKeys.values()) key.UserName = name;
  for (const device of state.mfaDevices.values())
    if (device.user?.name === user.UserName) device.user = { ...device.user, name };
  for (const { members } of state.groups.values()) if (members.delete(user.UserName)) members.add(name);
}

export function deleteUser(state: IamState, { UserName }: DeleteUserCommandInput): undefined {
  const user = userNamed(state, UserName);
  if (user.inlinePolicies.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
  if (user.attachedPolicyArns.size > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (user.accessKeys.size > 0) throw deleteConflict('Cannot delete entity, must delete access keys first.');
  if ([...state.groups.values()].some(({ members }) => members.has(user.UserName)))
    throw deleteConflict('Cannot delete entity, must remove users from group first.');
  if (user.serviceCredentials.size > 0)
    throw deleteConflict('Cannot delete entity, must remove referenced objects first.');
  if ([...state.mfaDevices.values()].some((device) => device.user?.name === user.UserName))
    throw deleteConflict('Cannot delete entity, must delete MFA device first.');
  state.users.delete(user.UserName);
}

function arnOf({ account }: IamState, path: string, name: string): string {
  return arn('iam', `user${path}${name}`, { accountId: account.id });
}

export function describe({ Path, UserName, UserId, Arn, CreateDate, Tags, boundaryArn }: UserRecord): User {
  const shown = { Path, UserName, UserId, Arn, CreateDate, ...shownBoundary(boundaryArn) };
  return { ...shown, Tags: Tags?.length ? Tags : undefined };
}

import type {
  AddUserToGroupCommandInput,
  CreateGroupCommandInput,
  CreateGroupCommandOutput,
  DeleteGroupCommandInput,
  GetGroupCommandInput,
  GetGroupCommandOutput,
  Group,
  ListGroupsCommandInput,
  ListGroupsCommandOutput,
  ListGroupsForUserCommandInput,
  ListGroupsForUserCommandOutput,
  RemoveUserFromGroupCommandInput,
} from '@aws-sdk/client-iam';
import { arn } from '../../account.ts';
import { groupNamed, pathOf, requiredName, uniqueId, userNamed } from '../entity-named.ts';
import { deleteConflict, entityAlreadyExists } from '../errors.ts';
import { pageByMarker } from '../page-by-marker.ts';
import { type GroupRecord, type IamState, withoutPolicies } from '../state.ts';
import { describe as describeUser } from './users.ts';

export function createGroup(
  state: IamState,
  { GroupName, Path }: CreateGroupCommandInput,
): Omit<CreateGroupCommandOutput, '$metadata'> {
  const name = requiredName(GroupName, 'groupName');
  if (state.groups.has(name)) throw entityAlreadyExists(`Group with name ${name} already exists.`);
  const path = pathOf(Path);
  const group: GroupRecord = {
    Path: path,
    GroupName: name,
    GroupId: uniqueId('AGPA'),
    Arn: arn('iam', `group${path}${name}`, { accountId: state.account.id }),
    CreateDate: new Date(),
    members: new Set(),
    ...withoutPolicies(),
  };
  state.groups.set(name, group);
  return { Group: describe(group) };
}

export function getGroup(
  state: IamState,
  input: GetGroupCommandInput,
): Omit<GetGroupCommandOutput, '$metadata'> {
  const group = groupNamed(state, input.GroupName);
  const { items, rest } = pageByMarker([...group.members], input);
  return {
    Group: describe(group),
    Users: items.map((name) => describeUser(userNamed(state, name))),
    ...rest,
  };
}

export function listGroups(
  state: IamState,
  input: ListGroupsCommandInput,
): Omit<ListGroupsCommandOutput, '$metadata'> {
  const groups = [...state.groups.values()].filter(({ Path }) => Path?.startsWith(input.PathPrefix ?? '/'));
  const { items, rest } = pageByMarker(groups, input);
  return { Groups: items.map(describe), ...rest };
}

export function listGroupsForUser(
  state: IamState,
  input: ListGroupsForUserCommandInput,
): Omit<ListGroupsForUserCommandOutput, '$metadata'> {
  const { UserName } = userNamed(state, input.UserName);
  const groups = [...state.groups.values()].filter(({ members }) => members.has(UserName));
  const { items, rest } = pageByMarker(groups, input);
  return { Groups: items.map(describe), ...rest };
}

export function addUserToGroup(
  state: IamState,
  { GroupName, UserName }: AddUserToGroupCommandInput,
): undefined {
  groupNamed(state, GroupName).members.add(userNamed(state, UserName).UserName);
}

export function removeUserFromGroup(
  state: IamState,
  { GroupName, UserName }: RemoveUserFromGroupCommandInput,
): undefined {
  groupNamed(state, GroupName).members.delete(userNamed(state, UserName).UserName);
}

export function deleteGroup(state: IamState, { GroupName }: DeleteGroupCommandInput): undefined {
  const group = groupNamed(state, GroupName);
  if (group.members.size > 0)
    throw deleteConflict('Cannot delete entity, must remove users from group first.');
  if (group.inlinePolicies.size > 0)
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  if (group.attachedPolicyArns.size > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  state.groups.delete(group.GroupName);
}

function describe({ Path, GroupName, GroupId, Arn, CreateDate }: GroupRecord): Group {
  return { Path, GroupName, GroupId, Arn, CreateDate };
}

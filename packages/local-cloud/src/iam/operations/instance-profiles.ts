import type {
  AddRoleToInstanceProfileCommandInput,
  CreateInstanceProfileCommandInput,
  CreateInstanceProfileCommandOutput,
  DeleteInstanceProfileCommandInput,
  GetInstanceProfileCommandInput,
  GetInstanceProfileCommandOutput,
  InstanceProfile,
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesCommandOutput,
  ListInstanceProfilesForRoleCommandInput,
  RemoveRoleFromInstanceProfileCommandInput,
} from '@aws-sdk/client-iam';
import { arn } from '../../account.ts';
import { requirePassRole } from '../../aws/policy/require-pass-role.ts';
import { queryAccessDenied } from '../../aws/query-protocol.ts';
import type { CallContext } from '../../aws/service.ts';
import { instanceProfileNamed, pathOf, requiredName, roleNamed, uniqueId } from '../entity-named.ts';
import { deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity } from '../errors.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { IamState, InstanceProfileRecord } from '../state.ts';
import { describe as describeRole } from './roles.ts';

export function createInstanceProfile(
  state: IamState,
  { InstanceProfileName, Path, Tags }: CreateInstanceProfileCommandInput,
): Omit<CreateInstanceProfileCommandOutput, '$metadata'> {
  const name = requiredName(InstanceProfileName, 'instanceProfileName');
  if (state.instanceProfiles.has(name)) throw entityAlreadyExists(`Instance Profile ${name} already exists.`);
  const path = pathOf(Path);
  const profile: InstanceProfileRecord = {
    Path: path,
    InstanceProfileName: name,
    InstanceProfileId: uniqueId('AIPA'),
    Arn: arn('iam', `instance-profile${path}${name}`, { accountId: state.account.id }),
    CreateDate: new Date(),
    Tags: Tags || undefined,
  };
  state.instanceProfiles.set(name, profile);
  return { InstanceProfile: describe(state, profile) };
}

export function getInstanceProfile(
  state: IamState,
  { InstanceProfileName }: GetInstanceProfileCommandInput,
): Omit<GetInstanceProfileCommandOutput, '$metadata'> {
  return { InstanceProfile: describe(state, instanceProfileNamed(state, InstanceProfileName)) };
}

export function listInstanceProfiles(
  state: IamState,
  input: ListInstanceProfilesCommandInput,
): Omit<ListInstanceProfilesCommandOutput, '$metadata'> {
  const { PathPrefix = '/' } = input;
  return listed(state, input, ({ Path }) => Path?.startsWith(PathPrefix) === true);
}

export function listInstanceProfilesForRole(
  state: IamState,
  input: ListInstanceProfilesForRoleCommandInput,
): Omit<ListInstanceProfilesCommandOutput, '$metadata'> {
  const { RoleName } = roleNamed(state, input.RoleName);
  return listed(state, input, ({ roleName }) => roleName === RoleName);
}

function listed(
  state: IamState,
  input: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined },
  isMeant: (profile: InstanceProfileRecord) => boolean,
) {
  const { items, rest } = pageByMarker([...state.instanceProfiles.values()].filter(isMeant), input);
  return { InstanceProfiles: items.map((profile) => describe(state, profile)), ...rest };
}

export function addRoleToInstanceProfile(
  state: IamState,
  { InstanceProfileName, RoleName }: AddRoleToInstanceProfileCommandInput,
  context?: CallContext,
): undefined {
  const profile = instanceProfileNamed(state, InstanceProfileName);
  const role = roleNamed(state, RoleName);
  const passed = { service: 'ec2.amazonaws.com', roleArns: [role.Arn] };
  requirePassRole(context?.caller, passed, queryAccessDenied);
  if (profile.roleName !== undefined)
    throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
  profile.roleName = role.RoleName;
}

export function removeRoleFromInstanceProfile(
  state: IamState,
  { InstanceProfileName, RoleName }: RemoveRoleFromInstanceProfileCommandInput,
): undefined {
  const profile = instanceProfileNamed(state, InstanceProfileName);
  if (profile.roleName !== RoleName)
    throw noSuchEntity(`Role ${RoleName} in instance profile ${InstanceProfileName} cannot be found.`);
  profile.roleName = undefined;
}

export function deleteInstanceProfile(
  state: IamState,
  { InstanceProfileName }: DeleteInstanceProfileCommandInput,
): undefined {
  const profile = instanceProfileNamed(state, InstanceProfileName);
  if (profile.roleName !== undefined)
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  state.instanceProfiles.delete(profile.InstanceProfileName);
}

function describe(state: IamState, { roleName, ...profile }: InstanceProfileRecord): InstanceProfile {
  const Roles = roleName === undefined ? [] : [describeRole(roleNamed(state, roleName))];
  return { ...profile, Roles };
}

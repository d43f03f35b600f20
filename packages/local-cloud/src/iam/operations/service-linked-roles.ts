import { randomUUID } from 'node:crypto';
import type {
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
  DeleteServiceLinkedRoleCommandInput,
  DeleteServiceLinkedRoleCommandOutput,
  GetServiceLinkedRoleDeletionStatusCommandInput,
  GetServiceLinkedRoleDeletionStatusCommandOutput,
} from '@aws-sdk/client-iam';
import { arn } from '../../account.ts';
import { collectPolicies, roleNamed, uniqueId } from '../entity-named.ts';
import { invalidInput, noSuchEntity } from '../errors.ts';
import { serviceLinkedRoles } from '../service-linked-role-names.ts';
import { type IamState, type RoleRecord, withoutPolicies } from '../state.ts';
import { created } from './roles.ts';

const suffixPattern = /^[\w+=,.@-]{1,64}$/;

/** A role that its service alone may use, under the name and with the policy that AWS has for it. */
export function createServiceLinkedRole(
  state: IamState,
  { AWSServiceName: service = '', CustomSuffix: suffix, Description }: CreateServiceLinkedRoleCommandInput,
): Omit<CreateServiceLinkedRoleCommandOutput, '$metadata'> {
  const known = serviceLinkedRoles.get(service);
  if (!known) throw invalidInput(`Service-linked roles of ${service} are not known to this embedded cloud.`);
  if (suffix !== undefined && (!known.takesSuffix || !suffixPattern.test(suffix)))
    throw invalidInput(`Custom suffix is not allowed for ${service}`);
  const RoleName = suffix === undefined ? known.roleName : `${known.roleName}_${suffix}`;
  if (state.roles.has(RoleName))
    throw invalidInput(
      `Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
    );
  const Path = `/aws-service-role/${service}/`;
  const Statement = [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: service } }];
  const role: RoleRecord = {
    Path,
    RoleName,
    RoleId: uniqueId('AROA'),
    Arn: arn('iam', `role${Path}${RoleName}`, { accountId: state.account.id }),
    CreateDate: new Date(),
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
    Description,
    MaxSessionDuration: 3600,
    ...withoutPolicies(),
  };
  role.attachedPolicyArns.add(`arn:aws:iam::aws:policy/aws-service-role/${known.policyName}`);
  collectPolicies(state, role);
  state.roles.set(RoleName, role);
  return { Role: created(role) };
}

/** It is deleted at once; on AWS a task does that. */
export function deleteServiceLinkedRole(
  state: IamState,
  { RoleName }: DeleteServiceLinkedRoleCommandInput,
): Omit<DeleteServiceLinkedRoleCommandOutput, '$metadata'> {
  const role = roleNamed(state, RoleName);
  if (!role.Path?.startsWith('/aws-service-role/'))
    throw noSuchEntity(`The role with name ${RoleName} cannot be found.`);
  state.roles.delete(role.RoleName);
  return { DeletionTaskId: `task${role.Path}${role.RoleName}/${randomUUID()}` };
}

export function getServiceLinkedRoleDeletionStatus(
  _state: IamState,
  { DeletionTaskId: id = '' }: GetServiceLinkedRoleDeletionStatusCommandInput,
): Omit<GetServiceLinkedRoleDeletionStatusCommandOutput, '$metadata'> {
  if (/^task\/aws-service-role\/[^/]+\/[^/]+\/[\da-f-]{36}$/.test(id)) return { Status: 'SUCCEEDED' };
  throw noSuchEntity(`Deletion task with id ${id} cannot be found.`);
}

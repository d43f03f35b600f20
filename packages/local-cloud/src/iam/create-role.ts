import { randomBytes } from 'node:crypto';
import type { CreateRoleCommandInput, CreateRoleCommandOutput } from '@aws-sdk/client-iam';
import { arn } from '../account.ts';
import { ServiceError } from '../aws/service-error.ts';
import type { IamState } from './iam.ts';
import { describeRole, policyDocument, type RoleRecord, requiredName } from './role-record.ts';

const maxNameLength = 64;

export function createRole(
  state: IamState,
  input: CreateRoleCommandInput,
): Omit<CreateRoleCommandOutput, '$metadata'> {
  const name = requiredName(input.RoleName, 'roleName', maxNameLength);
  if (state.roles.has(name)) {
    throw new ServiceError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
  }
  const path = input.Path ?? '/';
  const role: RoleRecord = {
    Path: path,
    RoleName: name,
    RoleId: `AROA${randomBytes(8).toString('hex').toUpperCase()}`,
    Arn: arn('iam', `role${path}${name}`, { accountId: state.account.id }),
    CreateDate: new Date(),
    AssumeRolePolicyDocument: policyDocument(input.AssumeRolePolicyDocument),
    Description: input.Description,
    MaxSessionDuration: Number(input.MaxSessionDuration ?? 3600),
    Tags: input.Tags || undefined,
    inlinePolicies: new Map(),
    attachedPolicyArns: new Set(),
    policies: [],
  };
  state.roles.set(name, role);
  return { Role: describeRole(role) };
}

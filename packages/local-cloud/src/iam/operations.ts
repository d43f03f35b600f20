import type { BoundOperations } from '../aws/bind-operations.ts';
import {
  attachRolePolicy,
  detachRolePolicy,
  listAttachedRolePolicies,
} from './operations/attached-policies.ts';
import {
  deleteRolePolicy,
  getRolePolicy,
  listRolePolicies,
  putRolePolicy,
} from './operations/inline-policies.ts';
import { createRole, deleteRole, getRole, listRoles, updateAssumeRolePolicy } from './operations/roles.ts';

export const iamOperations = {
  AttachRolePolicy: attachRolePolicy,
  CreateRole: createRole,
  DeleteRole: deleteRole,
  DeleteRolePolicy: deleteRolePolicy,
  DetachRolePolicy: detachRolePolicy,
  GetRole: getRole,
  GetRolePolicy: getRolePolicy,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  ListRolePolicies: listRolePolicies,
  ListRoles: listRoles,
  PutRolePolicy: putRolePolicy,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
};

export type IamOperations = BoundOperations<typeof iamOperations>;

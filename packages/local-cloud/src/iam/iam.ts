import { randomBytes } from 'node:crypto';
import type { Account } from '../account.ts';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import { queryService } from '../aws/query-protocol.ts';
import type { Service } from '../aws/service.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';
import { attachRolePolicy } from './attach-role-policy.ts';
import { createRole } from './create-role.ts';
import { type CredentialStore, createCredentialStore, type SessionCredentials } from './credential-store.ts';
import { deleteRole } from './delete-role.ts';
import { deleteRolePolicy } from './delete-role-policy.ts';
import { detachRolePolicy } from './detach-role-policy.ts';
import { getRole } from './get-role.ts';
import { getRolePolicy } from './get-role-policy.ts';
import { iamInputTypes } from './input-types.ts';
import { listAttachedRolePolicies } from './list-attached-role-policies.ts';
import { listRolePolicies } from './list-role-policies.ts';
import { listRoles } from './list-roles.ts';
import { putRolePolicy } from './put-role-policy.ts';
import type { RoleRecord } from './role-record.ts';
import { updateAssumeRolePolicy } from './update-assume-role-policy.ts';

/** What IAM's operations share. */
export interface IamState {
  readonly account: Account;
  readonly roles: Map<string, RoleRecord>;
}

export interface Iam {
  readonly service: Service;
  readonly operations: ReturnType<typeof bindOperations>;
  readonly roles: ReadonlyMap<string, RoleRecord>;
  /** Who signs with this access key, and with what secret; `undefined` for a key nobody was given. */
  signerOf(accessKeyId: string): Signer | undefined;
  /** Fresh credentials of a role, as a service that assumes it receives them. */
  assumeRole(roleArn: string, sessionName: string): SessionCredentials;
}

/** A role that is gone has none. */
const noPolicies: readonly PolicyDocument[] = [];

export function createIam(account: Account): Iam {
  const state: IamState = { account, roles: new Map() };
  const credentials: CredentialStore = createCredentialStore(account);
  const operations = bindOperations(state);
  return {
    service: queryService({
      signingName: 'iam',
      apiVersion: '2010-05-08',
      namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      operations,
      inputTypes: iamInputTypes,
    }),
    operations,
    roles: state.roles,
    signerOf: credentials.signerOf,
    assumeRole(roleArn, sessionName) {
      const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
      const find = () => {
        const role = state.roles.get(name);
        return role?.Arn === roleArn ? role : undefined;
      };
      const roleId = find()?.RoleId ?? `AROA${randomBytes(8).toString('hex').toUpperCase()}`;
      const policies = () => find()?.policies ?? noPolicies;
      return credentials.issue({ roleArn, roleId, sessionName, policies });
    },
  };
}

function bindOperations(state: IamState) {
  return {
    AttachRolePolicy: attachRolePolicy.bind(null, state),
    CreateRole: createRole.bind(null, state),
    DeleteRole: deleteRole.bind(null, state),
    DeleteRolePolicy: deleteRolePolicy.bind(null, state),
    DetachRolePolicy: detachRolePolicy.bind(null, state),
    GetRole: getRole.bind(null, state),
    GetRolePolicy: getRolePolicy.bind(null, state),
    ListAttachedRolePolicies: listAttachedRolePolicies.bind(null, state),
    ListRolePolicies: listRolePolicies.bind(null, state),
    ListRoles: listRoles.bind(null, state),
    PutRolePolicy: putRolePolicy.bind(null, state),
    UpdateAssumeRolePolicy: updateAssumeRolePolicy.bind(null, state),
  };
}

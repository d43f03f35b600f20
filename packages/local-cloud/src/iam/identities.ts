import { randomBytes } from 'node:crypto';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';
import { createCredentialStore, type SessionCredentials, type SessionDetails } from './credential-store.ts';
import type { IamState, RoleRecord } from './state.ts';

/** What the other services know of IAM: its roles, and who signs with which key. */
export interface Identities {
  /** By name. */
  readonly roles: ReadonlyMap<string, RoleRecord>;
  /** Who signs with this access key, and with which secret; `undefined` for a key that was never issued. */
  signerOf(accessKeyId: string): Signer | undefined;
  /** Issues credentials of a role, as a service that assumes it receives them. */
  assumeRole(roleArn: string, sessionName: string, details?: SessionDetails): SessionCredentials;
}

/** A deleted role allows nothing. */
const noPolicies: readonly PolicyDocument[] = [];

export function createIdentities({ account, roles }: IamState): Identities {
  const credentials = createCredentialStore(account);
  return {
    roles,
    signerOf: credentials.signerOf,
    assumeRole(roleArn, sessionName, details = {}) {
      const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
      const find = () => {
        const role = roles.get(name);
        return role?.Arn === roleArn ? role : undefined;
      };
      const roleId = find()?.RoleId ?? `AROA${randomBytes(8).toString('hex').toUpperCase()}`;
      const policies = () => find()?.policies ?? noPolicies;
      return credentials.issue({ roleArn, roleId, sessionName, policies, details });
    },
  };
}

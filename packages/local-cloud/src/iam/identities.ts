import { randomBytes } from 'node:crypto';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';
import {
  createCredentialStore,
  type FederatedSession,
  type SessionCredentials,
  type SessionDetails,
} from './credential-store.ts';
import { documentOf } from './entity-named.ts';
import { takeMfaCode } from './mfa-codes.ts';
import type { GroupRecord, IamState, RoleRecord, UserRecord } from './state.ts';

/** What the other services know of IAM: its roles, and who signs with which key. */
export interface Identities {
  /** By name. */
  readonly roles: ReadonlyMap<string, RoleRecord>;
  /** What a managed policy allows; `undefined` where there is no such policy. */
  managedPolicy(policyArn: string): PolicyDocument | undefined;
  /** Who signs with this access key, and with which secret; `undefined` for a key that was never issued. */
  signerOf(accessKeyId: string): Signer | undefined;
  /** Issues credentials of a role, as a service that assumes it receives them. */
  assumeRole(roleArn: string, sessionName: string, details?: SessionDetails): SessionCredentials;
  /** Takes a one-time password of a user's device; or says why not. */
  takeMfaCode(
    userName: string | undefined,
    serialNumber: string | undefined,
    code: string | undefined,
  ): string | undefined;
  /** Issues temporary credentials of the caller who signs with this access key. */
  issueSession(accessKeyId: string, session: FederatedSession): SessionCredentials;
}

/** A deleted role allows nothing. */
const noPolicies: readonly PolicyDocument[] = [];

export function createIdentities(state: IamState): Identities {
  const { account, roles, users } = state;
  const credentials = createCredentialStore(account);

  function signerOf(accessKeyId: string): Signer | undefined {
    const issued = credentials.signerOf(accessKeyId);
    if (issued) return issued;
    const user = [...users.values()].find(({ accessKeys }) => accessKeys.has(accessKeyId));
    return user && userSigner(state, user, accessKeyId);
  }

  return {
    roles,
    managedPolicy: (policyArn) => documentOf(state, policyArn),
    signerOf,
    assumeRole(roleArn, sessionName, details = {}) {
      const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
      const find = () => {
        const role = roles.get(name);
        return role?.Arn === roleArn ? role : undefined;
      };
      const roleId = find()?.RoleId ?? `AROA${randomBytes(8).toString('hex').toUpperCase()}`;
      const policies = () => [...(find()?.policies ?? noPolicies), ...(details.sessionPolicies ?? [])];
      return credentials.issue({ roleArn, roleId, sessionName, policies, details });
    },
    takeMfaCode: (...given) => takeMfaCode(state, ...given),
    issueSession(accessKeyId, session) {
      const caller = signerOf(accessKeyId)?.caller;
      if (!caller) throw new Error(`Expected the access key ${accessKeyId} to be known.`);
      return credentials.issueFor(caller, session);
    },
  };
}

/** A key that is inactive is refused like one that does not exist. */
function userSigner(state: IamState, user: UserRecord, accessKeyId: string): Signer | undefined {
  const { SecretAccessKey, Status } = user.accessKeys.get(accessKeyId) ?? {};
  if (SecretAccessKey === undefined || Status !== 'Active') return undefined;
  const tags = (user.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]);
  return {
    secretAccessKey: SecretAccessKey,
    caller: {
      accountId: state.account.id,
      arn: user.Arn,
      userId: user.UserId,
      userName: user.UserName,
      accessKeyId,
      principalTags: Object.fromEntries(tags),
      policies: () => userPolicies(state, user.UserName),
    },
  };
}

/** The policies of a user and of the groups that the user is in, as they are now. */
export function userPolicies(state: IamState, userName: string): readonly PolicyDocument[] {
  const ofGroups = groupsOf(state, userName).flatMap(({ policies }) => policies);
  return [...(state.users.get(userName)?.policies ?? noPolicies), ...ofGroups];
}

export function groupsOf({ groups }: IamState, userName: string): GroupRecord[] {
  return [...groups.values()].filter(({ members }) => members.has(userName));
}

import { randomBytes } from 'node:crypto';
import { type Account, arn } from '../account.ts';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import type { Caller, CognitoIdentity } from '../aws/service.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';

/** Temporary credentials, as STS returns them. */
export interface SessionCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

/** A caller that acts as a role. */
export interface RoleSession {
  readonly roleArn: string;
  readonly roleId: string;
  readonly sessionName: string;
  /** The role's policies at the time of a call, so that a change counts at once. */
  readonly policies: () => readonly PolicyDocument[];
  readonly details: SessionDetails;
}

export interface SessionDetails {
  /** The identity that an identity pool acts for. */
  readonly cognitoIdentity?: CognitoIdentity | undefined;
  /** What policies know as `aws:PrincipalTag`. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** They limit what the role allows. */
  readonly sessionPolicies?: readonly PolicyDocument[] | undefined;
  /** What another role, assumed by this session, cannot change. */
  readonly transitiveTagKeys?: readonly string[] | undefined;
  /** When the caller that assumed the role gave a one-time password, in milliseconds. */
  readonly mfaAt?: number | undefined;
  readonly sourceIdentity?: string | undefined;
  /** One hour for an identity pool, else twelve, unless given. */
  readonly lifetimeMs?: number | undefined;
}

/** A session that a caller asks for, for itself or for a federated user. */
export interface FederatedSession {
  readonly lifetimeMs: number;
  /** When the caller gave a one-time password, in milliseconds. */
  readonly mfaAt?: number | undefined;
  /** The identity that the credentials stand for, where that is not the caller itself. */
  readonly federatedUser?: { readonly arn: string; readonly id: string };
  /** What a federated user may do: nothing without them. */
  readonly sessionPolicies?: readonly PolicyDocument[];
}

export interface CredentialStore {
  signerOf(accessKeyId: string): Signer | undefined;
  issue(session: RoleSession): SessionCredentials;
  issueFor(caller: Caller, session: FederatedSession): SessionCredentials;
}

const hourMs = 60 * 60 * 1000;

/** The issued access keys. The pair `test`/`test` is the account's root. */
export function createCredentialStore(account: Account): CredentialStore {
  const root: Caller = {
    accountId: account.id,
    arn: arn('iam', 'root', { accountId: account.id }),
    userId: account.id,
    accessKeyId: 'test',
  };
  const signers = new Map<string, Signer>([[root.accessKeyId, { caller: root, secretAccessKey: 'test' }]]);
  function keep(callerOf: (accessKeyId: string) => Caller, lifetimeMs: number): SessionCredentials {
    const credentials: SessionCredentials = {
      AccessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      SecretAccessKey: randomBytes(30).toString('base64'),
      SessionToken: randomBytes(96).toString('base64'),
      Expiration: new Date(Date.now() + lifetimeMs),
    };
    forgetExpired(signers);
    signers.set(credentials.AccessKeyId, {
      caller: callerOf(credentials.AccessKeyId),
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
      expiresAt: credentials.Expiration.getTime(),
    });
    return credentials;
  }

  return {
    signerOf: (accessKeyId) => signers.get(accessKeyId),
    issue({ roleArn, roleId, sessionName, policies, details }) {
      const { cognitoIdentity, tags, transitiveTagKeys, mfaAt, sourceIdentity } = details;
      const { lifetimeMs = cognitoIdentity ? hourMs : 12 * hourMs } = details;
      const roleName = roleArn.split('/').at(-1) ?? '';
      const callerOf = (accessKeyId: string): Caller => ({
        accountId: account.id,
        arn: arn('sts', `assumed-role/${roleName}/${sessionName}`, { accountId: account.id }),
        userId: `${roleId}:${sessionName}`,
        accessKeyId,
        roleArn,
        policies,
        ...(cognitoIdentity && { cognitoIdentity }),
        ...(tags && { principalTags: tags }),
        ...(transitiveTagKeys && { transitiveTagKeys }),
        ...(mfaAt !== undefined && { mfaAt }),
        ...(sourceIdentity !== undefined && { sourceIdentity }),
      });
      return keep(callerOf, lifetimeMs);
    },
    issueFor(caller, { lifetimeMs, federatedUser, mfaAt, sessionPolicies = [] }) {
      if (!federatedUser) {
        const mfa = mfaAt === undefined ? {} : { mfaAt };
        return keep((accessKeyId) => ({ ...caller, ...mfa, accessKeyId }), lifetimeMs);
      }
      const { policies: own = () => [everything] } = caller;
      const limits = sessionPolicies.length > 0 ? sessionPolicies : [nothing];
      const callerOf = (accessKeyId: string): Caller => ({
        accountId: account.id,
        arn: federatedUser.arn,
        userId: federatedUser.id,
        accessKeyId,
        policies: () => [...own(), ...limits],
      });
      return keep(callerOf, lifetimeMs);
    },
  };
}

/** The account's root has no policies to limit. */
const everything: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const nothing: PolicyDocument = { Statement: [], limit: 'session policy' };

/** For an hour, expired credentials get a different error from unknown ones. */
function forgetExpired(signers: Map<string, Signer>): void {
  const limit = Date.now() - hourMs;
  for (const [key, { expiresAt = Number.POSITIVE_INFINITY }] of signers)
    if (expiresAt < limit) signers.delete(key);
}

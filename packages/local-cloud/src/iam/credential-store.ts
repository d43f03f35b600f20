import { randomBytes } from 'node:crypto';
import { type Account, arn } from '../account.ts';
import type { Caller } from '../aws/service.ts';

/** Temporary credentials, in the words of STS. */
export interface SessionCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

interface Session {
  readonly caller: Caller;
  readonly credentials: SessionCredentials;
}

export interface CredentialStore {
  callerOf(accessKeyId: string): Caller | undefined;
  issue(roleArn: string, roleId: string, sessionName: string): SessionCredentials;
}

const lifetimeMs = 12 * 60 * 60 * 1000;

/** Who holds which access key. The pair `test`/`test` is the account's root. */
export function createCredentialStore(account: Account): CredentialStore {
  const sessions = new Map<string, Session>();
  const root: Caller = {
    accountId: account.id,
    arn: arn('iam', 'root', { accountId: account.id }),
    userId: account.id,
    accessKeyId: 'test',
  };
  return {
    callerOf(accessKeyId) {
      if (accessKeyId === root.accessKeyId) return root;
      const session = sessions.get(accessKeyId);
      if (!session || session.credentials.Expiration.getTime() < Date.now()) return undefined;
      return session.caller;
    },
    issue(roleArn, roleId, sessionName) {
      const credentials: SessionCredentials = {
        AccessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        SecretAccessKey: randomBytes(30).toString('base64'),
        SessionToken: randomBytes(96).toString('base64'),
        Expiration: new Date(Date.now() + lifetimeMs),
      };
      const roleName = roleArn.split('/').at(-1) ?? '';
      const caller: Caller = {
        accountId: account.id,
        arn: arn('sts', `assumed-role/${roleName}/${sessionName}`, { accountId: account.id }),
        userId: `${roleId}:${sessionName}`,
        accessKeyId: credentials.AccessKeyId,
      };
      sessions.set(credentials.AccessKeyId, { caller, credentials });
      return credentials;
    },
  };
}

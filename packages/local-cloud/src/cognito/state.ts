import type {
  AttributeType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  ResourceServerScopeType,
  UserStatusType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Account } from '../account.ts';
import type { Inbox } from './inbox.ts';
import type { PasswordVerifier } from './srp/password-verifier.ts';
import type { SrpExchange } from './srp/srp-server.ts';
import type { SigningKeys } from './tokens/signing-keys.ts';
import type { Attempts } from './users/attempts.ts';
import type { PendingChallenges } from './users/pending-challenges.ts';

/** What the operations of user pools share. */
export interface CognitoState {
  readonly account: Account;
  /** By id. */
  readonly pools: Map<string, UserPoolRecord>;
  /** By id: a client's id alone names its pool in the operations that an app calls. */
  readonly clients: Map<string, ClientRecord>;
  /** By prefix: `http://<prefix>.auth.localhost`. */
  readonly domains: Map<string, DomainRecord>;
  readonly challenges: PendingChallenges<Challenge>;
  /** Makes up what an unknown user would have, the same at each request. */
  readonly secret: Buffer;
  readonly inbox: Inbox;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface UserPoolRecord {
  readonly id: string;
  readonly arn: string;
  readonly created: Date;
  readonly keys: Promise<SigningKeys>;
  /** By user name, in lower case where the pool does not care for case. */
  readonly users: Map<string, UserRecord>;
  readonly groups: Map<string, GroupRecord>;
  /** Sign-ins by the `origin_jti` of their tokens. */
  readonly sessions: Map<string, SessionRecord>;
  /** By refresh token. */
  readonly refreshTokens: Map<string, RefreshTokenRecord>;
  /** By identifier. */
  readonly resourceServers: Map<string, ResourceServerRecord>;
  readonly attempts: Attempts;
  settings: CreateUserPoolRequest;
  modified: Date;
}

export interface DomainRecord {
  readonly prefix: string;
  readonly pool: UserPoolRecord;
  version: number;
}

export interface ResourceServerRecord {
  readonly identifier: string;
  name: string;
  scopes: readonly ResourceServerScopeType[];
}

export interface ClientRecord {
  readonly id: string;
  readonly pool: UserPoolRecord;
  readonly secret: string | undefined;
  readonly created: Date;
  settings: CreateUserPoolClientRequest;
  modified: Date;
}

export interface UserRecord {
  readonly username: string;
  readonly sub: string;
  readonly created: Date;
  /** Without `sub`. */
  readonly attributes: Map<string, string>;
  /** New values that count when their code is confirmed. */
  readonly unverified: Map<string, string>;
  readonly codes: Map<CodePurpose, CodeRecord>;
  readonly groups: Set<string>;
  modified: Date;
  enabled: boolean;
  status: UserStatusType;
  password: PasswordVerifier | undefined;
  /** When a temporary password stops to work. */
  passwordExpires: number | undefined;
  /** The app whose codes are asked for, and one that has yet to show a code. */
  totp: TotpRecord | undefined;
  newTotp: TotpRecord | undefined;
}

/** An authenticator app of a user, RFC 6238 as AWS has it: SHA-1, six digits, 30 seconds. */
export interface TotpRecord {
  readonly secret: Buffer;
  isVerified: boolean;
  isPreferred: boolean;
  /** The last time step whose code was used. */
  lastStep: number;
}

export type CodePurpose = 'sign-up' | 'password' | 'email' | 'phone_number';

export interface CodeRecord {
  readonly code: string;
  /** The attribute whose value it was sent to. */
  readonly attribute: string;
  readonly expires: number;
}

export interface GroupRecord {
  readonly name: string;
  readonly created: Date;
  modified: Date;
  description: string | undefined;
  precedence: number | undefined;
  roleArn: string | undefined;
}

export interface SessionRecord {
  readonly originJti: string;
  readonly username: string;
  readonly clientId: string;
  /** Seconds since 1970. */
  readonly authTime: number;
  readonly eventId: string;
  readonly expires: number;
}

export interface RefreshTokenRecord {
  readonly session: SessionRecord;
  expires: number;
}

/** A sign-in between two requests. Without `user` the user is unknown, which the client must not learn. */
export type Challenge = { readonly client: ClientRecord } & (
  | {
      readonly name: 'PASSWORD_VERIFIER';
      readonly user: UserRecord | undefined;
      readonly username: string;
      readonly exchange: SrpExchange;
    }
  | { readonly name: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA'; readonly user: UserRecord }
);

export type Attributes = readonly AttributeType[];

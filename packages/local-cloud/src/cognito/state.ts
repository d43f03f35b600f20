import type {
  AttributeType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  ResourceServerScopeType,
  UserStatusType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Account } from '../account.ts';
import type { FunctionInvoker } from '../lambda/function-invoker.ts';
import type { Inbox } from './inbox.ts';
import type { OidcProvider } from './oidc/oidc-provider.ts';
import type { SamlMetadata } from './saml/saml-metadata.ts';
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
  /** Whether a pool of another region has this prefix: the hosts of domains name no region. */
  readonly isDomainElsewhere: (prefix: string) => boolean;
  readonly challenges: PendingChallenges<Challenge>;
  readonly oauth: OAuthState;
  /** Makes up what an unknown user would have, the same at each request. */
  readonly secret: Buffer;
  readonly inbox: Inbox;
  /** The functions that pools call as their triggers. */
  readonly functions: FunctionInvoker;
  /** How long one may take; as long as it likes while functions are debugged. */
  readonly triggerTimeoutMs: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What a new pool signs with. */
  readonly createKeys: () => Promise<SigningKeys>;
}

/** What the domains of user pools remember of browsers and apps. */
export interface OAuthState {
  readonly codes: PendingChallenges<CodeGrant>;
  /** By the value of a cookie. */
  readonly browserSessions: Map<string, BrowserSession>;
  /** Sign-ins that are on their way to an identity provider: by RelayState, or state. */
  readonly federations: PendingChallenges<FederatedSignIn>;
  /** Where browsers go that are on their way to a provider to sign out. */
  readonly logouts: PendingChallenges<string>;
  /** The SAML assertions that were used, and until when they are valid. */
  readonly assertions: Map<string, number>;
}

/** What an app asks for when it sends a browser to `/oauth2/authorize` or `/login`. */
export interface AuthorizationRequest {
  readonly client: ClientRecord;
  readonly redirectUri: string;
  readonly responseType: 'code' | 'token';
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
}

export interface FederatedSignIn {
  readonly provider: IdentityProviderRecord;
  readonly authorization: AuthorizationRequest;
  /** What the response has to repeat: the request's id, or the nonce; nothing where the provider began. */
  readonly proof: string | undefined;
}

/** How a browser's user is known to a SAML provider. */
export interface SamlSession {
  readonly providerName: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string | undefined;
}

/** What an app exchanges a code for. */
export interface CodeGrant {
  readonly client: ClientRecord;
  readonly user: UserRecord;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** A browser that need not sign in again. */
export interface BrowserSession {
  readonly pool: UserPoolRecord;
  readonly user: UserRecord;
  /** Seconds since 1970. */
  readonly authTime: number;
  readonly expires: number;
  readonly saml: SamlSession | undefined;
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
  /** By name. */
  readonly identityProviders: Map<string, IdentityProviderRecord>;
  readonly attempts: Attempts;
  settings: CreateUserPoolRequest;
  /** What users may have to prove besides their password, and the message with the code. */
  factors: ReadonlyMap<MfaFactor, FactorMessage>;
  modified: Date;
}

export interface DomainRecord {
  readonly prefix: string;
  readonly pool: UserPoolRecord;
  version: number;
}

export interface IdentityProviderRecord {
  readonly name: string;
  readonly created: Date;
  modified: Date;
  details: Readonly<Record<string, string>>;
  /** The pool's attributes, and those of the provider from which they come. */
  mapping: Readonly<Record<string, string>>;
  identifiers: readonly string[];
  source: ProviderSource;
  /** When the source was read, in milliseconds since 1970. */
  readAt: number;
}

/** What is known from a provider's documents. */
export type ProviderSource =
  | { readonly type: 'SAML'; readonly metadata: SamlMetadata }
  | { readonly type: 'OIDC'; readonly provider: OidcProvider };

export interface ResourceServerRecord {
  readonly identifier: string;
  name: string;
  scopes: readonly ResourceServerScopeType[];
}

export type MfaFactor = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP';

export interface FactorMessage {
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
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
  /** The app whose codes count, and one that has yet to show a code. */
  totp: TotpRecord | undefined;
  newTotp: TotpRecord | undefined;
  readonly enabledFactors: Set<MfaFactor>;
  preferredFactor: MfaFactor | undefined;
  /** Confirmed devices, by key. */
  readonly devices: Map<string, DeviceRecord>;
}

export interface DeviceRecord extends DeviceKeys {
  readonly created: Date;
  readonly name: string | undefined;
  /** Of the random password that the device made up. */
  readonly verifier: PasswordVerifier | undefined;
  modified: Date;
  lastAuthenticated: Date;
  isRemembered: boolean;
}

export interface DeviceKeys {
  readonly key: string;
  readonly groupKey: string;
}

/** An authenticator app of a user, RFC 6238 as AWS has it: SHA-1, six digits, 30 seconds. */
export interface TotpRecord {
  readonly secret: Buffer;
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
  /** Those of a sign-in at the pool's domain; a sign-in by the API has its own. */
  readonly scopes: readonly string[] | undefined;
  readonly expires: number;
  /** Of the device, known or new, that signed in where the pool remembers devices. */
  readonly device: DeviceKeys | undefined;
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
      /** Where the pool's functions asked for the password. */
      readonly results?: readonly ChallengeResult[] | undefined;
    }
  | {
      readonly name: 'CUSTOM_CHALLENGE';
      readonly user: UserRecord | undefined;
      readonly username: string;
      readonly results: readonly ChallengeResult[];
      readonly privateParameters: Record<string, string>;
      readonly metadata: string | undefined;
    }
  | { readonly name: 'SMS_MFA'; readonly user: UserRecord; readonly code: string }
  | { readonly name: 'EMAIL_OTP'; readonly user: UserRecord; readonly code: string }
  | { readonly name: 'SOFTWARE_TOKEN_MFA'; readonly user: UserRecord }
  | { readonly name: 'SELECT_MFA_TYPE'; readonly user: UserRecord }
  | { readonly name: 'NEW_PASSWORD_REQUIRED'; readonly user: UserRecord }
  | {
      readonly name: 'MFA_SETUP';
      readonly user: UserRecord;
      readonly totp?: TotpRecord;
      readonly isDone: boolean;
    }
  | { readonly name: 'DEVICE_SRP_AUTH'; readonly user: UserRecord; readonly device: DeviceRecord }
  | {
      readonly name: 'DEVICE_PASSWORD_VERIFIER';
      readonly user: UserRecord;
      readonly device: DeviceRecord;
      readonly exchange: SrpExchange;
    }
);

/** One of the steps of a sign-in by the pool's own functions, as those get it. */
export interface ChallengeResult {
  readonly challengeName: 'SRP_A' | 'PASSWORD_VERIFIER' | 'CUSTOM_CHALLENGE';
  readonly challengeResult: boolean;
  readonly challengeMetadata: string | null;
}

export type Attributes = readonly AttributeType[];

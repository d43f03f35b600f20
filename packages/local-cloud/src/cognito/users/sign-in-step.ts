import type { AuthenticationResultType, ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter } from '../errors.ts';
import type { ClientRecord, UserRecord } from '../state.ts';
import type { ClientMetadata } from '../triggers/run-trigger.ts';
import type { TokenSource } from '../triggers/token-generation.ts';

/** Tokens, or the next challenge. */
export interface SignInStep {
  readonly ChallengeName?: ChallengeNameType;
  readonly Session?: string;
  readonly ChallengeParameters: Record<string, string>;
  readonly AuthenticationResult?: AuthenticationResultType;
  /** In place of tokens at the pool's domain, where the app exchanges a code for them. */
  readonly signedIn?: UserRecord;
}

export type Parameters = Readonly<Record<string, string>>;

/** What a request of a sign-in sends besides its proof. */
export interface SignInDetails {
  readonly deviceKey?: string | undefined;
  readonly clientMetadata?: ClientMetadata | undefined;
  /** `Authentication` unless given. */
  readonly source?: TokenSource | undefined;
  /** At the pool's domain. */
  readonly isHosted?: boolean | undefined;
}

/** The response to one challenge of a sign-in. */
export interface ChallengeResponse {
  readonly client: ClientRecord;
  readonly session: string | undefined;
  readonly responses: Parameters;
  readonly details: SignInDetails;
}

export function required(parameters: Parameters | undefined, name: string): string {
  const value = parameters?.[name];
  if (!value) throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

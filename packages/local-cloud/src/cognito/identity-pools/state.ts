import type { CreateIdentityPoolInput, RoleMapping } from '@aws-sdk/client-cognito-identity';
import type { Account } from '../../account.ts';
import type { PolicyDocument } from '../../aws/policy/policy-document.ts';
import type { CognitoIdentity } from '../../aws/service.ts';
import type { SigningKeys } from '../tokens/signing-keys.ts';

/** What the operations of identity pools share. */
export interface IdentityPoolsState {
  readonly account: Account;
  /** By id. */
  readonly pools: Map<string, IdentityPoolRecord>;
  readonly userPools: UserPoolTokens;
  readonly iam: AssumableRoles;
  /** They sign OpenID tokens; made when the first one is asked for. */
  readonly keys: () => Promise<SigningKeys>;
}

/** What identity pools know of user pools. */
export interface UserPoolTokens {
  verifyToken(
    poolArn: string,
    token: string,
  ): Promise<{ readonly claims: Readonly<Record<string, unknown>> } | 'expired' | 'invalid'>;
}

/** What identity pools know of IAM. */
export interface AssumableRoles {
  readonly roles: ReadonlyMap<string, AssumableRole>;
  assumeRole(
    roleArn: string,
    sessionName: string,
    details: { readonly cognitoIdentity: CognitoIdentity },
  ): RoleCredentials;
}

interface AssumableRole {
  readonly Arn: string;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly policies: readonly PolicyDocument[];
}

interface RoleCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

export interface IdentityPoolRecord {
  readonly id: string;
  readonly identities: Map<string, IdentityRecord>;
  settings: CreateIdentityPoolInput;
  roles: Readonly<Record<string, string>>;
  roleMappings: Readonly<Record<string, RoleMapping>>;
}

export interface IdentityRecord {
  readonly id: string;
  /** The provider and the user; absent for somebody who has not signed in. */
  login: string | undefined;
}

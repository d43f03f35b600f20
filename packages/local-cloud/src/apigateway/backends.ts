import type { VpcLink } from '@aws-sdk/client-api-gateway';
import type { Account } from '../account.ts';
import type { AssumableRole } from '../aws/policy/assumed-role.ts';
import type { Service } from '../aws/service.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';
import type { InvokeRequest, InvokeResult } from '../lambda/function-invoker.ts';

/** The services that integrations and authorizers call. */
export interface Backends {
  readonly account: Account;
  readonly iam: Roles;
  readonly lambda: Functions;
  /** Absent: an API with an authorizer of type COGNITO_USER_POOLS is refused. */
  readonly userPools: UserPools | undefined;
  /** The services besides Lambda that integrations call, by their names in URIs. */
  readonly awsServices: AwsServices;
  /** Those of another region. */
  readonly awsServicesIn?: ((region: string) => AwsServices) | undefined;
  /** The URL of this cloud, for a host name that AWS would have given to one of its APIs. */
  readonly ownOrigin: (host: string) => string | undefined;
  /** The account's VPC links, by id. */
  readonly vpcLinks: ReadonlyMap<string, VpcLink>;
  /** With which the gateway identifies itself to back ends, by id. */
  readonly clientCertificates: ReadonlyMap<string, ClientIdentity>;
  /** Whether calls have no time limit, as under a debugger. */
  readonly hasNoTimeLimits?: boolean | undefined;
}

/** A certificate of a TLS client and its key, in PEM. */
export interface ClientIdentity {
  readonly pemEncodedCertificate: string;
  readonly privateKey: string;
}

export type AwsServices = Readonly<Partial<Record<string, Service>>>;

export interface Functions {
  invoke(request: InvokeRequest): Promise<InvokeResult>;
}

export interface Roles {
  readonly roles: ReadonlyMap<string, AssumableRole>;
  /** Who signs with this access key, and with which secret; `undefined` for an unknown key. */
  signerOf(accessKeyId: string): Signer | undefined;
}

/** The user pools whose tokens the gateway accepts. */
export interface UserPools {
  /** Verifies the signature, issuer and expiry of a JSON Web Token, without `Bearer`, against one pool. */
  verifyToken(poolArn: string, token: string): Promise<TokenVerdict>;
}

/** The claims of a valid token, or why it is refused. */
export type TokenVerdict = { readonly claims: Readonly<Record<string, unknown>> } | 'expired' | 'invalid';

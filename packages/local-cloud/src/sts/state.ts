import type { RequestContext } from '../aws/policy/policy-variables.ts';
import type { CognitoIdentity } from '../aws/service.ts';
import type { Identities } from '../iam/identities.ts';

/** What the operations of STS use of other services. */
export interface StsState {
  readonly iam: Pick<
    Identities,
    'assumeRole' | 'issueSession' | 'managedPolicy' | 'roles' | 'signerOf' | 'takeMfaCode'
  >;
  readonly webIdentities: WebIdentities;
}

/** The issuers of tokens that roles may trust. */
export interface WebIdentities {
  /** The identity in a token; or that it has expired, or why it is invalid. */
  verifyWebIdentity(token: string): Promise<WebIdentity | string>;
}

export interface WebIdentity {
  /** As trust policies name it in `Federated`. */
  readonly provider: string;
  readonly audience: string;
  readonly subject: string;
  /** The condition keys of trust policies. */
  readonly context: RequestContext;
  /** What the credentials carry. */
  readonly details: { readonly cognitoIdentity?: CognitoIdentity };
}

import type { RequestContext } from '../aws/policy/policy-variables.ts';
import type { CognitoIdentity } from '../aws/service.ts';
import type { Identities } from '../iam/identities.ts';

/** What the operations of STS know of others. */
export interface StsState {
  readonly iam: Pick<
    Identities,
    'assumeRole' | 'issueSession' | 'managedPolicy' | 'roles' | 'signerOf' | 'takeMfaCode'
  >;
  readonly webIdentities: WebIdentities;
}

/** Who issues tokens that roles may trust. */
export interface WebIdentities {
  /** Whom a token names; or that it has expired, or what is wrong with it. */
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

/** What a user pool says about a token: what it claims, or why it does not count. */
export type TokenVerdict = { readonly claims: Readonly<Record<string, unknown>> } | 'expired' | 'invalid';

/** The user pools whose tokens the gateway accepts. */
export interface UserPools {
  /** Verifies the signature, issuer and expiry of a JSON Web Token, without `Bearer`, against one pool. */
  verifyToken(poolArn: string, token: string): Promise<TokenVerdict>;
}

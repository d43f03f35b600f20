import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { createLocalJWKSet, exportJWK, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';

/** A pool's keys: one signs ID tokens, the other access tokens. */
export interface SigningKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
  /** What the pool publishes. */
  readonly published: { readonly keys: readonly JWK[] };
  readonly find: JWTVerifyGetKey;
  /** The claims of tokens whose signature was verified, since an app sends the same one with each request. */
  readonly verified: Map<string, JWTPayload>;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);

export async function createSigningKeys(): Promise<SigningKeys> {
  const [id, access] = await Promise.all([createKey(), createKey()]);
  const published = { keys: [id.jwk, access.jwk] };
  return { id, access, published, find: createLocalJWKSet(published), verified: new Map() };
}

async function createKey(): Promise<SigningKey & { readonly jwk: JWK }> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const { kty = '', n = '', e = '' } = await exportJWK(publicKey);
  const kid = createHash('sha256').update(n).digest('base64');
  return { kid, privateKey, jwk: { alg: 'RS256', e, kid, kty, n, use: 'sig' } };
}

import { decodeJwt, errors } from 'jose';
import { jsonMembers } from '../aws/json-text.ts';
import type { AwsRequest } from '../aws/service.ts';
import { documentPool } from './documents.ts';
import type { CognitoState } from './state.ts';

/**
 * Whether what an app calls, or a document that it reads, is of this region's pools: such a request names no region, but
 * a pool, a client, a session or a token.
 */
export function ownsRequest(
  { pools, clients, challenges }: CognitoState,
  { path, body }: Pick<AwsRequest, 'path' | 'body'>,
): boolean {
  const poolId = documentPool(path);
  if (poolId !== undefined) return pools.has(poolId);
  const { ClientId, Session, AccessToken } = jsonMembers(body);
  if (typeof ClientId === 'string') return clients.has(ClientId);
  if (typeof AccessToken === 'string') return pools.has(poolOfToken(AccessToken));
  return typeof Session === 'string' && challenges.find(Session) !== undefined;
}

/** An issuer ends in the id of its pool. */
function poolOfToken(token: string): string {
  try {
    return decodeJwt(token).iss?.split('/').at(-1) ?? '';
  } catch (error) {
    if (error instanceof errors.JOSEError) return '';
    throw error;
  }
}

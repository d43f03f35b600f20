import { notePhase } from '../access-log/access-record.ts';
import type { TokenVerdict, UserPools } from '../backends.ts';
import type { Authorize, Exchange } from '../exchange.ts';
import { javaDate } from '../java-date.ts';
import type { ApiAuthorizer } from '../model.ts';
import { authorizerFailure, unauthorized } from './access-denied.ts';
import { compileIdentitySources } from './identity-sources.ts';
import { type ResourcePolicy, requireResourcePolicy } from './resource-policy.ts';
import { compileTokenPattern } from './token-pattern.ts';

type Claims = Readonly<Record<string, unknown>>;

/** COGNITO_USER_POOLS: a token of one of the pools. A method with scopes takes an access token, any other an ID token. */
export function compileUserPoolAuthorizer(
  authorizer: ApiAuthorizer,
  scopes: readonly string[],
  resourcePolicy: ResourcePolicy,
  userPools: UserPools,
): Authorize {
  const identify = compileIdentitySources(authorizer.identitySource);
  const isAudience = compileTokenPattern(authorizer.identityValidationExpression);
  const poolArns = authorizer.providerARNs ?? [];

  async function claimsFor(exchange: Exchange): Promise<Claims> {
    const token = identify(exchange)?.[0]
      ?.at(-1)
      ?.replace(/^Bearer\s+/i, '');
    if (!token) throw unauthorized();
    const claims = await claimsOf(token, poolArns, userPools);
    const audience = String(claims.aud ?? claims.client_id ?? '');
    if (!isAcceptable(claims, scopes) || !isAudience(audience)) throw unauthorized();
    return claims;
  }

  return async (exchange) => {
    const claims = await notePhase(exchange.access, 'authorizer', () => claimsFor(exchange));
    await requireResourcePolicy(resourcePolicy, exchange);
    return { authorizer: { claims: claimTexts(claims) } };
  };
}

async function claimsOf(token: string, poolArns: readonly string[], userPools: UserPools): Promise<Claims> {
  const verdicts = await Promise.all(poolArns.map((arn) => userPools.verifyToken(arn, token))).catch(
    (cause: unknown): TokenVerdict[] => {
      throw authorizerFailure(cause);
    },
  );
  for (const verdict of verdicts) if (typeof verdict === 'object') return verdict.claims;
  throw verdicts.includes('expired') ? unauthorized('The incoming token has expired') : unauthorized();
}

function isAcceptable(claims: Claims, scopes: readonly string[]): boolean {
  if (scopes.length === 0) return claims.token_use === 'id';
  const granted = String(claims.scope ?? '').split(' ');
  return claims.token_use === 'access' && scopes.some((scope) => granted.includes(scope));
}

const times = new Set(['exp', 'iat']);

/** Claims as strings for `$context.authorizer.claims`: lists joined by commas, times as Java prints dates. */
function claimTexts(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textOf(name, value)]));
}

function textOf(name: string, value: unknown): string {
  if (times.has(name) && typeof value === 'number') return javaDate(value * 1000);
  if (Array.isArray(value)) return value.map((item) => textOf('', item)).join(',');
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

import { isRecord } from '../../aws/is-record.ts';
import type { ClientRecord, CognitoState, UserRecord } from '../state.ts';
import { functionOf } from './lambda-config.ts';
import { type ClientMetadata, eventAttributes, metadataMember, runTrigger } from './run-trigger.ts';

/** When tokens are issued, in the words of the trigger PreTokenGeneration. */
export type TokenSource =
  | 'HostedAuth'
  | 'Authentication'
  | 'NewPasswordChallenge'
  | 'AuthenticateDevice'
  | 'RefreshTokens';

type Claims = Readonly<Record<string, unknown>>;

export interface TokenClaims {
  readonly id: Claims;
  readonly access: Claims;
}

export interface TokenGeneration {
  readonly source: TokenSource;
  readonly clientMetadata?: ClientMetadata | undefined;
}

const groupClaims = ['cognito:groups', 'cognito:roles', 'cognito:preferred_role'];

/** Claims that no function can change. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
const protectedClaims = new Set(
  `acr amr aud at_hash auth_time azp client_id cognito:username device_key event_id exp iat iss jti nbf nonce origin_jti
  scope sub token_use username version`.split(/\s+/),
);

/** The claims of both tokens as the pool's function wants them: version 1 changes ID tokens, later ones both. */
export async function generateClaims(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  { source, clientMetadata }: TokenGeneration,
  claims: TokenClaims,
): Promise<TokenClaims> {
  const isFirst = functionOf(client.pool, 'PreTokenGeneration')?.version === '1';
  const member = isFirst ? 'claimsOverrideDetails' : 'claimsAndScopeOverrideDetails';
  const scopes = String(claims.access.scope).split(' ');
  const response = await runTrigger(state, {
    name: 'PreTokenGeneration',
    source,
    pool: client.pool,
    client,
    userName: user.username,
    request: {
      userAttributes: eventAttributes(user),
      groupConfiguration: {
        groupsToOverride: claims.id['cognito:groups'] ?? [],
        iamRolesToOverride: claims.id['cognito:roles'] ?? [],
        preferredRole: claims.id['cognito:preferred_role'] ?? null,
      },
      ...(!isFirst && { scopes }),
      ...metadataMember(clientMetadata),
    },
    response: { [member]: null },
  });
  const details = response?.[member];
  if (!isRecord(details)) return claims;
  const groups = groupOverride(details.groupOverrideDetails);
  const regrouped = { id: groups(claims.id, groupClaims), access: groups(claims.access, ['cognito:groups']) };
  if (isFirst) return { ...regrouped, id: overridden(regrouped.id, details) };
  const access = overridden(regrouped.access, details.accessTokenGeneration);
  return {
    id: overridden(regrouped.id, details.idTokenGeneration),
    access: { ...access, scope: changedScopes(scopes, details.accessTokenGeneration).join(' ') },
  };
}

function overridden(claims: Claims, change: unknown): Claims {
  if (!isRecord(change)) return claims;
  const { claimsToAddOrOverride: added, claimsToSuppress: suppressed } = change;
  const names = Array.isArray(suppressed) ? suppressed : [];
  const isFree = ([name]: [string, unknown]) => !protectedClaims.has(name) && !name.startsWith('dev:');
  const kept = Object.entries(claims).filter(([name]) => protectedClaims.has(name) || !names.includes(name));
  return Object.fromEntries([...kept, ...(isRecord(added) ? Object.entries(added).filter(isFree) : [])]);
}

function changedScopes(scopes: readonly string[], change: unknown): string[] {
  const { scopesToAdd, scopesToSuppress } = isRecord(change) ? change : {};
  const removed = Array.isArray(scopesToSuppress) ? scopesToSuppress : [];
  const kept = scopes.filter((scope) => !removed.includes(scope));
  return [...new Set([...kept, ...(Array.isArray(scopesToAdd) ? scopesToAdd.map(String) : [])])];
}

/** Given groups and roles replace all that the user has. */
function groupOverride(change: unknown): (claims: Claims, names: readonly string[]) => Claims {
  if (!isRecord(change)) return (claims) => claims;
  const { groupsToOverride, iamRolesToOverride, preferredRole } = change;
  const given = [
    ['cognito:groups', groupsToOverride],
    ['cognito:roles', iamRolesToOverride],
    ['cognito:preferred_role', preferredRole],
  ] as const;
  return (claims, names) => {
    const kept = Object.entries(claims).filter(([name]) => !groupClaims.includes(name));
    const added = given.filter(([name, value]) => names.includes(name) && hasValue(value));
    return Object.fromEntries([...kept, ...added]);
  };
}

function hasValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value !== '';
}

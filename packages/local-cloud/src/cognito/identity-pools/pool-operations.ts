import type {
  CreateIdentityPoolInput,
  DeleteIdentityPoolInput,
  DescribeIdentityPoolInput,
  GetIdentityPoolRolesInput,
  GetIdentityPoolRolesResponse,
  IdentityPool,
  ListIdentityPoolsInput,
  ListIdentityPoolsResponse,
  SetIdentityPoolRolesInput,
} from '@aws-sdk/client-cognito-identity';
import { pageOf } from '../../aws/page-of.ts';
import { invalidParameter, invalidValue, notOffered, resourceNotFound } from '../errors.ts';
import { newIdentityPoolId, type StackOrigin } from '../identifiers.ts';
import { refuseMembers } from '../operations/refuse-members.ts';
import type { IdentityPoolRecord, IdentityPoolsState } from './state.ts';

const offered = `AllowClassicFlow AllowUnauthenticatedIdentities CognitoIdentityProviders IdentityPoolId
  IdentityPoolName IdentityPoolTags`.split(/\s+/);

export function createIdentityPool(
  state: IdentityPoolsState,
  input: CreateIdentityPoolInput,
  origin?: StackOrigin,
): IdentityPool {
  checkSettings('CreateIdentityPool', input);
  const id = newIdentityPoolId(state.account.region, (taken) => state.pools.has(taken), origin);
  const pool = { id, identities: new Map(), settings: input, roles: {}, roleMappings: {} };
  state.pools.set(id, pool);
  return describe(pool);
}

export function describeIdentityPool(
  state: IdentityPoolsState,
  input: DescribeIdentityPoolInput,
): IdentityPool {
  return describe(identityPoolOf(state, input.IdentityPoolId));
}

/** Sets every setting, as on AWS. */
export function updateIdentityPool(state: IdentityPoolsState, input: IdentityPool): IdentityPool {
  const pool = identityPoolOf(state, input.IdentityPoolId);
  checkSettings('UpdateIdentityPool', input);
  const { IdentityPoolId: _, ...settings } = input;
  pool.settings = settings;
  return describe(pool);
}

export function listIdentityPools(
  state: IdentityPoolsState,
  input: ListIdentityPoolsInput,
): ListIdentityPoolsResponse {
  const request = { token: input.NextToken, size: input.MaxResults ?? 60, maxSize: 60 };
  const { items, nextToken } = pageOf([...state.pools.values()], request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'MaxResults'}.`),
  );
  const IdentityPools = items.map(({ id, settings }) => ({
    IdentityPoolId: id,
    IdentityPoolName: settings.IdentityPoolName,
  }));
  return { IdentityPools, NextToken: nextToken };
}

export function deleteIdentityPool(state: IdentityPoolsState, input: DeleteIdentityPoolInput): object {
  state.pools.delete(identityPoolOf(state, input.IdentityPoolId).id);
  return {};
}

export function setIdentityPoolRoles(state: IdentityPoolsState, input: SetIdentityPoolRolesInput): object {
  const pool = identityPoolOf(state, input.IdentityPoolId);
  for (const [provider, mapping] of Object.entries(input.RoleMappings ?? {})) {
    if (mapping.Type !== 'Token' && mapping.Type !== 'Rules') {
      throw invalidParameter(
        `Expected Token or Rules for the Type of ${provider}, received ${mapping.Type}.`,
      );
    }
  }
  pool.roles = input.Roles ?? {};
  pool.roleMappings = input.RoleMappings ?? {};
  return {};
}

export function getIdentityPoolRoles(
  state: IdentityPoolsState,
  input: GetIdentityPoolRolesInput,
): GetIdentityPoolRolesResponse {
  const { id, roles, roleMappings } = identityPoolOf(state, input.IdentityPoolId);
  return { IdentityPoolId: id, Roles: { ...roles }, RoleMappings: { ...roleMappings } };
}

export function identityPoolOf(state: IdentityPoolsState, id: string | undefined): IdentityPoolRecord {
  const pool = state.pools.get(id ?? '');
  if (!pool) throw resourceNotFound(`IdentityPool '${id}' not found.`);
  return pool;
}

function checkSettings(operation: string, input: Partial<IdentityPool>): void {
  if (!input.IdentityPoolName) throw invalidValue('identityPoolName', 'Member must not be null');
  if (input.AllowUnauthenticatedIdentities === undefined) {
    throw invalidValue('allowUnauthenticatedIdentities', 'Member must not be null');
  }
  refuseMembers(operation, input, offered);
  if (input.CognitoIdentityProviders?.some(({ ServerSideTokenCheck: isChecked }) => isChecked)) {
    throw notOffered(`ServerSideTokenCheck of ${operation}`);
  }
}

function describe({ id, settings }: IdentityPoolRecord): IdentityPool {
  return { ...settings, IdentityPoolId: id };
}

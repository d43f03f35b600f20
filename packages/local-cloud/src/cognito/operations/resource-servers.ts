import type {
  CreateResourceServerRequest,
  DeleteResourceServerRequest,
  DescribeResourceServerRequest,
  ListResourceServersRequest,
  ListResourceServersResponse,
  ResourceServerScopeType,
  ResourceServerType,
  UpdateResourceServerRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { pageOf } from '../../aws/page-of.ts';
import { invalidParameter, invalidValue, resourceNotFound } from '../errors.ts';
import type { CognitoState, ResourceServerRecord, UserPoolRecord } from '../state.ts';
import { poolOf } from '../users/find-client.ts';

interface ResourceServerOutput {
  readonly ResourceServer: ResourceServerType;
}

export function createResourceServer(
  state: CognitoState,
  input: CreateResourceServerRequest,
): ResourceServerOutput {
  const pool = poolOf(state, input.UserPoolId);
  const identifier = input.Identifier ?? '';
  // Printable ASCII without spaces and without what separates scopes.
  if (!/^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/.test(identifier)) {
    const pattern = '[\\x21\\x23-\\x5B\\x5D-\\x7E]+';
    throw invalidValue('identifier', `Member must satisfy regular expression pattern: ${pattern}`);
  }
  if (pool.resourceServers.has(identifier)) {
    throw invalidParameter(`${identifier} already exists in user pool ${pool.id}.`);
  }
  const server = { identifier, name: checkName(input.Name), scopes: checkScopes(input.Scopes) };
  pool.resourceServers.set(identifier, server);
  return describe(pool, server);
}

export function describeResourceServer(
  state: CognitoState,
  input: DescribeResourceServerRequest,
): ResourceServerOutput {
  const pool = poolOf(state, input.UserPoolId);
  return describe(pool, serverNamed(pool, input.Identifier));
}

export function updateResourceServer(
  state: CognitoState,
  input: UpdateResourceServerRequest,
): ResourceServerOutput {
  const pool = poolOf(state, input.UserPoolId);
  const server = serverNamed(pool, input.Identifier);
  server.name = checkName(input.Name);
  server.scopes = checkScopes(input.Scopes);
  return describe(pool, server);
}

export function deleteResourceServer(state: CognitoState, input: DeleteResourceServerRequest): object {
  const pool = poolOf(state, input.UserPoolId);
  pool.resourceServers.delete(serverNamed(pool, input.Identifier).identifier);
  return {};
}

export function listResourceServers(
  state: CognitoState,
  input: ListResourceServersRequest,
): ListResourceServersResponse {
  const pool = poolOf(state, input.UserPoolId);
  const request = { token: input.NextToken, size: input.MaxResults ?? 50, maxSize: 50 };
  const { items, nextToken } = pageOf([...pool.resourceServers.values()], request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'MaxResults'}.`),
  );
  const ResourceServers = items.map((server) => describe(pool, server).ResourceServer);
  return { ResourceServers, NextToken: nextToken };
}

function serverNamed(pool: UserPoolRecord, identifier: string | undefined): ResourceServerRecord {
  const server = pool.resourceServers.get(identifier ?? '');
  if (!server) throw resourceNotFound(`Resource server ${identifier} does not exist.`);
  return server;
}

function checkName(name = ''): string {
  if (/^[\w\s+=,.@-]{1,256}$/.test(name)) return name;
  throw invalidValue('name', 'Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+');
}

function checkScopes(scopes: readonly ResourceServerScopeType[] = []): readonly ResourceServerScopeType[] {
  if (scopes.length > 100) throw invalidParameter('Expected at most 100 Scopes of a resource server.');
  for (const { ScopeName: name = '' } of scopes) {
    if (/^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/.test(name)) continue;
    const pattern = '[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+';
    throw invalidValue(
      'scopes.member.scopeName',
      `Member must satisfy regular expression pattern: ${pattern}`,
    );
  }
  return scopes;
}

function describe(pool: UserPoolRecord, server: ResourceServerRecord): ResourceServerOutput {
  const { identifier: Identifier, name: Name, scopes } = server;
  return { ResourceServer: { UserPoolId: pool.id, Identifier, Name, Scopes: [...scopes] } };
}

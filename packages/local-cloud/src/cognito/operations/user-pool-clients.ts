import type {
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
  DeleteUserPoolClientRequest,
  DescribeUserPoolClientRequest,
  ListUserPoolClientsRequest,
  ListUserPoolClientsResponse,
  UpdateUserPoolClientRequest,
  UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { pageOf } from '../../aws/page-of.ts';
import { invalidParameter, invalidValue, notOffered } from '../errors.ts';
import { newClientId, newClientSecret, type StackOrigin } from '../identifiers.ts';
import { checkOAuthSettings } from '../oauth/client-settings.ts';
import type { ClientRecord, CognitoState, UserPoolRecord } from '../state.ts';
import { endSession } from '../tokens/sessions.ts';
import { tokenLifetimes } from '../tokens/token-lifetimes.ts';
import { clientOf, poolOf } from '../users/find-client.ts';
import { refuseMembers } from './refuse-members.ts';

const kept =
  `AccessTokenValidity AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes AuthSessionValidity
  CallbackURLs ClientId ClientName DefaultRedirectURI EnableTokenRevocation ExplicitAuthFlows GenerateSecret
  IdTokenValidity LogoutURLs PreventUserExistenceErrors ReadAttributes RefreshTokenRotation RefreshTokenValidity
  SupportedIdentityProviders TokenValidityUnits UserPoolId WriteAttributes`.split(/\s+/);

export function createUserPoolClient(
  state: CognitoState,
  input: CreateUserPoolClientRequest,
  origin?: StackOrigin,
): CreateUserPoolClientResponse {
  const pool = poolOf(state, input.UserPoolId);
  if (!input.ClientName) throw invalidValue('clientName', 'Member must not be null');
  checkSettings('CreateUserPoolClient', pool, input);
  checkOAuthSettings(pool, input, input.GenerateSecret ?? false);
  const now = new Date(state.now());
  const { GenerateSecret: hasSecret = false, ...settings } = input;
  const client: ClientRecord = {
    id: newClientId(state.account.region, (taken) => state.clients.has(taken), origin),
    pool,
    secret: hasSecret ? newClientSecret() : undefined,
    settings,
    created: now,
    modified: now,
  };
  state.clients.set(client.id, client);
  return { UserPoolClient: describe(client) };
}

export function describeUserPoolClient(state: CognitoState, input: DescribeUserPoolClientRequest) {
  return { UserPoolClient: describe(clientOf(state, input.ClientId, poolOf(state, input.UserPoolId))) };
}

export function listUserPoolClients(
  state: CognitoState,
  input: ListUserPoolClientsRequest,
): ListUserPoolClientsResponse {
  const pool = poolOf(state, input.UserPoolId);
  const type = input.ClientType ?? 'REGULAR';
  if (type !== 'REGULAR' && type !== 'DCR') {
    throw invalidValue('clientType', 'Member must satisfy enum value set: [REGULAR, DCR]');
  }
  // Apps cannot register clients here, so all are regular.
  const clients = [...state.clients.values()].filter((client) => client.pool === pool && type === 'REGULAR');
  const request = { token: input.NextToken, size: input.MaxResults ?? 60, maxSize: 60 };
  const { items, nextToken } = pageOf(clients, request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'MaxResults'}.`),
  );
  const UserPoolClients = items.map(({ id, settings }) => ({
    ClientId: id,
    UserPoolId: pool.id,
    ClientName: settings.ClientName,
  }));
  return { UserPoolClients, NextToken: nextToken };
}

/** Sets every setting: those that are not given return to their default, as on AWS. */
export function updateUserPoolClient(state: CognitoState, input: UpdateUserPoolClientRequest) {
  const client = clientOf(state, input.ClientId, poolOf(state, input.UserPoolId));
  checkSettings('UpdateUserPoolClient', client.pool, input);
  checkOAuthSettings(client.pool, input, client.secret !== undefined);
  const { ClientId: _, ...settings } = input;
  client.settings = { ...settings, ClientName: input.ClientName ?? client.settings.ClientName };
  client.modified = new Date(state.now());
  return { UserPoolClient: describe(client) };
}

export function deleteUserPoolClient(state: CognitoState, input: DeleteUserPoolClientRequest): object {
  const client = clientOf(state, input.ClientId, poolOf(state, input.UserPoolId));
  state.clients.delete(client.id);
  for (const { originJti, clientId } of client.pool.sessions.values())
    if (clientId === client.id) endSession(client.pool, originJti);
  return {};
}

function checkSettings(
  operation: string,
  pool: UserPoolRecord,
  input: CreateUserPoolClientRequest | UpdateUserPoolClientRequest,
): void {
  refuseMembers(operation, input, kept);
  const providers = input.SupportedIdentityProviders ?? [];
  const unknown = providers.find((name) => name !== 'COGNITO' && !pool.identityProviders.has(name));
  if (unknown) throw invalidParameter(`The provider ${unknown} does not exist for User Pool ${pool.id}.`);
  const flow = input.ExplicitAuthFlows?.find((name) => name === 'ALLOW_USER_AUTH');
  if (flow) throw notOffered(`The flow ${flow} of ${operation}`);
  const minutes = input.AuthSessionValidity ?? 3;
  if (minutes < 3 || minutes > 15) {
    throw invalidParameter(`Expected 3 to 15 minutes for AuthSessionValidity, received ${minutes}.`);
  }
  tokenLifetimes(input as CreateUserPoolClientRequest);
}

function describe({ id, pool, secret, settings, created, modified }: ClientRecord): UserPoolClientType {
  return {
    RefreshTokenValidity: 30,
    EnableTokenRevocation: true,
    AuthSessionValidity: 3,
    AllowedOAuthFlowsUserPoolClient: false,
    ...settings,
    UserPoolId: pool.id,
    ClientId: id,
    ...(secret !== undefined && { ClientSecret: secret }),
    CreationDate: created,
    LastModifiedDate: modified,
  };
}

import type {
  Authorizer,
  Authorizers,
  CreateAuthorizerCommandInput,
  DeleteAuthorizerCommandInput,
  GetAuthorizerCommandInput,
  GetAuthorizersCommandInput,
  UpdateAuthorizerCommandInput,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest, conflict, notFound, notOffered } from '../errors.ts';
import { authTypeExtension, importAuthorizer } from '../import/import-authorizers.ts';
import type { ApiAuthorizer } from '../model.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers } from './patch-members.ts';

export function createAuthorizer(state: ApiGatewayState, input: CreateAuthorizerCommandInput): Authorizer {
  const { restApiId, ...members } = input;
  const api = state.apis.get(restApiId ?? '');
  // AWS's words for an API that does not exist, here only.
  if (!api) {
    throw conflict('Unable to complete operation due to concurrent modification. Please try again later.');
  }
  const authorizer = checkedAuthorizer(state, shortId(), members);
  const { authorizers } = api.model;
  requireNewName(authorizer, authorizers);
  api.model = { ...api.model, authorizers: [...authorizers, authorizer] };
  return authorizer;
}

export function getAuthorizer(state: ApiGatewayState, input: GetAuthorizerCommandInput): Authorizer {
  return authorizerOf(state, input).authorizer;
}

export function getAuthorizers(state: ApiGatewayState, input: GetAuthorizersCommandInput): Authorizers {
  return pageByPosition<Authorizer>(restApiWith(state, input.restApiId).model.authorizers, input);
}

export function updateAuthorizer(state: ApiGatewayState, input: UpdateAuthorizerCommandInput): Authorizer {
  const { api, authorizer } = authorizerOf(state, input);
  const patched = patchMembers(authorizer, input.patchOperations, {
    scalars: [
      ...['name', 'type', 'authType', 'authorizerUri', 'authorizerCredentials', 'identitySource'],
      ...['identityValidationExpression', 'authorizerResultTtlInSeconds'],
    ],
    lists: ['providerARNs'],
  });
  const { id, ...members } = patched;
  const changed = checkedAuthorizer(state, id, members);
  requireNewName(changed, api.model.authorizers);
  const authorizers = api.model.authorizers.map((other) => (other.id === id ? changed : other));
  api.model = { ...api.model, authorizers };
  return changed;
}

export function deleteAuthorizer(state: ApiGatewayState, input: DeleteAuthorizerCommandInput): undefined {
  const { api, authorizer } = authorizerOf(state, input);
  for (const { path, resourceMethods } of api.model.resources) {
    const user = Object.values(resourceMethods).find(({ authorizerId }) => authorizerId === authorizer.id);
    if (!user) continue;
    const where = `${path}/${user.httpMethod}`;
    throw conflict(`Cannot delete authorizer '${authorizer.name}', is referenced in method: ${where}`);
  }
  const authorizers = api.model.authorizers.filter(({ id }) => id !== authorizer.id);
  api.model = { ...api.model, authorizers };
}

export function authorizerOf(
  state: ApiGatewayState,
  input: Pick<GetAuthorizerCommandInput, 'restApiId' | 'authorizerId'>,
) {
  const api = restApiWith(state, input.restApiId);
  const authorizer = api.model.authorizers.find(({ id }) => id === input.authorizerId);
  if (authorizer) return { api, authorizer };
  throw notFound('Invalid Authorizer identifier specified');
}

/** Checked by what reads authorizers of definitions: both are one thing. */
function checkedAuthorizer(
  { userPools }: ApiGatewayState,
  id: string,
  { name = '', authType, ...source }: Authorizer,
): ApiAuthorizer {
  if (name === '') throw badRequest('Authorizer name must be non-empty');
  const given = Object.entries(source).filter(([, value]) => value !== undefined && value !== '');
  const type = authType ?? (source.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom');
  const authorizer = importAuthorizer(name, { [authTypeExtension]: type }, Object.fromEntries(given));
  if (authorizer.type === 'COGNITO_USER_POOLS' && !userPools) {
    throw notOffered(`The authorizer type COGNITO_USER_POOLS of ${name}`);
  }
  return { ...authorizer, id };
}

function requireNewName({ id, name }: ApiAuthorizer, authorizers: readonly ApiAuthorizer[]): void {
  if (!authorizers.some((other) => other.name === name && other.id !== id)) return;
  throw badRequest(`Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`);
}

import type {
  DeleteMethodCommandInput,
  Method,
  PutMethodCommandInput,
  UpdateMethodCommandInput,
} from '@aws-sdk/client-api-gateway';
import { badRequest, conflict } from '../errors.ts';
import { type ApiMethod, type ApiModel, httpMethods } from '../model.ts';
import type { ApiGatewayState } from '../state.ts';
import { methodOf, resourceOf, setMethod, setResource, without } from './change-model.ts';
import { describeMethod } from './describe-method.ts';
import { patchMembers } from './patch-members.ts';

const authorizationTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'];

export function putMethod(state: ApiGatewayState, input: PutMethodCommandInput): Method {
  const { api, resource } = resourceOf(state.apis, input);
  const { httpMethod = '' } = input;
  if (![...httpMethods, 'ANY'].some((known) => known === httpMethod)) {
    throw badRequest(
      'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
    );
  }
  if (Object.hasOwn(resource.resourceMethods, httpMethod)) {
    throw conflict('Method already exists for this resource');
  }
  const method: ApiMethod = {
    httpMethod,
    authorizationType: input.authorizationType?.toUpperCase(),
    apiKeyRequired: input.apiKeyRequired ?? false,
    ...(input.authorizerId !== undefined && { authorizerId: input.authorizerId }),
    ...(input.authorizationScopes && { authorizationScopes: input.authorizationScopes }),
    ...(input.operationName !== undefined && { operationName: input.operationName }),
    ...(input.requestValidatorId !== undefined && { requestValidatorId: input.requestValidatorId }),
    requestParameters: input.requestParameters ?? {},
    requestModels: input.requestModels ?? {},
    methodResponses: {},
    methodIntegration: undefined,
  };
  const checked = checkMethod(method, api.model);
  setMethod(api, resource, checked);
  return describeMethod(resource, checked);
}

export function updateMethod(state: ApiGatewayState, input: UpdateMethodCommandInput): Method {
  const { api, resource, method } = methodOf(state.apis, input);
  const patched = patchMembers(method, input.patchOperations, {
    scalars: ['authorizationType', 'authorizerId', 'apiKeyRequired', 'operationName', 'requestValidatorId'],
    maps: ['requestParameters', 'requestModels'],
    lists: ['authorizationScopes'],
  });
  const { requestParameters, apiKeyRequired } = patched;
  const flags = Object.entries(requestParameters ?? {}).map(([name, flag]) => [name, isTrue(flag)]);
  const changed = checkMethod(
    {
      ...patched,
      apiKeyRequired: isTrue(apiKeyRequired),
      requestParameters: Object.fromEntries(flags),
      requestModels: patched.requestModels ?? {},
    },
    api.model,
  );
  setMethod(api, resource, changed);
  return describeMethod(resource, changed);
}

export function deleteMethod(state: ApiGatewayState, input: DeleteMethodCommandInput): undefined {
  const { api, resource, method } = methodOf(state.apis, input);
  setResource(api, { ...resource, resourceMethods: without(resource.resourceMethods, method.httpMethod) });
}

/** Values of patches are strings. */
function isTrue(value: unknown): boolean {
  return String(value).toLowerCase() === 'true';
}

/** Refuses what a method names and its API lacks. An authorizer counts only for the types that have one. */
function checkMethod(method: ApiMethod, model: ApiModel): ApiMethod {
  const { authorizationType = '', authorizerId, requestValidatorId } = method;
  if (!authorizationTypes.includes(authorizationType)) {
    throw badRequest(
      `Invalid authorization type specified. Valid options are ${authorizationTypes.join(',')}`,
    );
  }
  const needsAuthorizer = authorizationType === 'CUSTOM' || authorizationType === 'COGNITO_USER_POOLS';
  if (needsAuthorizer && !model.authorizers.some(({ id }) => id === authorizerId)) {
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    );
  }
  if (requestValidatorId && !Object.hasOwn(model.requestValidators, requestValidatorId)) {
    throw badRequest('Invalid Request Validator identifier specified');
  }
  for (const name of Object.values(method.requestModels)) {
    if (!Object.hasOwn(model.models, name)) throw badRequest(`Invalid model identifier specified: ${name}`);
  }
  checkParameters(Object.keys(method.requestParameters));
  const { authorizerId: _authorizer, authorizationScopes: _scopes, ...others } = method;
  return needsAuthorizer ? method : others;
}

function checkParameters(parameters: readonly string[]): void {
  const names = new Set<string>();
  for (const parameter of parameters) {
    const [, name] = parameter.match(/^method\.request\.(?:header|path|querystring)\.(\S+)$/) ?? [];
    if (name === undefined) {
      throw badRequest(
        `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${parameter}]`,
      );
    }
    if (names.has(name)) {
      throw badRequest('Parameter names must be unique across querystring, header and path');
    }
    names.add(name);
  }
}

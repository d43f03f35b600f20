import type {
  DeleteIntegrationResponseCommandInput,
  GetIntegrationResponseCommandInput,
  IntegrationResponse,
  PutIntegrationResponseCommandInput,
  UpdateIntegrationResponseCommandInput,
} from '@aws-sdk/client-api-gateway';
import { badRequest, notFound } from '../errors.ts';
import { importIntegrationResponse } from '../import/import-integration-responses.ts';
import type { ApiMethod, ApiResource } from '../model.ts';
import type { ApiGatewayState, RestApiRecord } from '../state.ts';
import { integrationOf, type MethodIds, methodOf, setIntegration, without } from './change-model.ts';
import { describeIntegrationResponse } from './describe-method.ts';
import { checkStatusCode } from './method-responses.ts';
import { patchMembers } from './patch-members.ts';

/** Sets one response of an integration; a former one of the same status is replaced. */
export function putIntegrationResponse(
  state: ApiGatewayState,
  input: PutIntegrationResponseCommandInput,
): IntegrationResponse {
  const statusCode = checkStatusCode(input.statusCode);
  const { api, resource, method } = methodOf(state.apis, input);
  const { selectionPattern, responseParameters, responseTemplates, contentHandling } = input;
  return set(api, resource, method, {
    statusCode,
    ...(selectionPattern !== undefined && { selectionPattern }),
    ...(responseParameters && { responseParameters }),
    ...(responseTemplates && { responseTemplates }),
    ...(contentHandling && { contentHandling }),
  });
}

export function getIntegrationResponse(
  state: ApiGatewayState,
  input: GetIntegrationResponseCommandInput,
): IntegrationResponse {
  checkStatusCode(input.statusCode);
  methodOf(state.apis, input);
  return describeIntegrationResponse(responseOf(state, input).response);
}

export function updateIntegrationResponse(
  state: ApiGatewayState,
  input: UpdateIntegrationResponseCommandInput,
): IntegrationResponse {
  const { api, resource, method, response } = responseOf(state, input);
  const changed = patchMembers(response, input.patchOperations, {
    scalars: ['selectionPattern', 'contentHandling'],
    maps: ['responseParameters', 'responseTemplates'],
  });
  return set(api, resource, method, changed);
}

export function deleteIntegrationResponse(
  state: ApiGatewayState,
  input: DeleteIntegrationResponseCommandInput,
): undefined {
  const { api, resource, method, integration, statusCode } = responseOf(state, input);
  const integrationResponses = without(integration.integrationResponses, statusCode);
  setIntegration(api, resource, method, { ...integration, integrationResponses });
}

function responseOf(state: ApiGatewayState, input: MethodIds & { readonly statusCode: string | undefined }) {
  const statusCode = checkStatusCode(input.statusCode);
  const found = withIntegration(state, input);
  const { integrationResponses } = found.integration;
  const response = Object.hasOwn(integrationResponses, statusCode)
    ? integrationResponses[statusCode]
    : undefined;
  if (response) return { ...found, response, statusCode };
  throw notFound('Invalid Response status code specified');
}

/** Of a method that does not exist AWS says that its integration does not. */
function withIntegration(state: ApiGatewayState, ids: MethodIds) {
  try {
    return integrationOf(state.apis, ids);
  } catch (error) {
    const isOfMethod = error instanceof Error && error.message === 'Invalid Method identifier specified';
    throw isOfMethod ? notFound('Invalid Integration identifier specified') : error;
  }
}

function set(
  api: RestApiRecord,
  resource: ApiResource,
  method: ApiMethod,
  response: IntegrationResponse,
): IntegrationResponse {
  const integration = method.methodIntegration;
  if (!integration) throw notFound('Invalid Integration identifier specified');
  const { statusCode = '', selectionPattern } = response;
  checkMappings(response, method);
  const { selectionPattern: pattern, ...source } = response;
  const imported = importIntegrationResponse(
    pattern || 'default',
    source,
    `${method.httpMethod} ${resource.path}`,
  );
  const stored = { ...imported, ...(selectionPattern !== undefined && { selectionPattern }) };
  const integrationResponses = { ...integration.integrationResponses, [statusCode]: stored };
  setIntegration(api, resource, method, { ...integration, integrationResponses });
  return describeIntegrationResponse(stored);
}

/** Headers must be declared by the method response. */
function checkMappings(
  { statusCode = '', responseParameters = {} }: IntegrationResponse,
  method: ApiMethod,
): void {
  const targets = Object.keys(responseParameters);
  if (targets.length === 0) return;
  const declared = Object.hasOwn(method.methodResponses, statusCode)
    ? method.methodResponses[statusCode]
    : undefined;
  if (!declared) throw invalidMapping('No method response exists for method.');
  const unknown = targets.find((target) => !Object.hasOwn(declared.responseParameters ?? {}, target));
  if (unknown) throw invalidMapping(`Invalid mapping expression parameter specified: ${unknown}`);
}

function invalidMapping(reason: string) {
  return badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${reason}]`,
  );
}

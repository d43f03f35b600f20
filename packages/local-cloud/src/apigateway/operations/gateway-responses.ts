import type {
  DeleteGatewayResponseCommandInput,
  GatewayResponse,
  GatewayResponses,
  GetGatewayResponseCommandInput,
  GetGatewayResponsesCommandInput,
  PatchOperation,
  PutGatewayResponseCommandInput,
  UpdateGatewayResponseCommandInput,
} from '@aws-sdk/client-api-gateway';
import { badRequest, notFound } from '../errors.ts';
import { describeGatewayResponse } from '../gateway-responses/describe-gateway-response.ts';
import {
  type GatewayResponseName,
  gatewayResponseNames,
  isGatewayResponseName,
} from '../gateway-responses/gateway-response-types.ts';
import { importGatewayResponses } from '../import/import-gateway-responses.ts';
import { type ApiGatewayState, type RestApiRecord, restApiWith } from '../state.ts';
import { without } from './change-model.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers } from './patch-members.ts';

/** Customises one response of an API. It takes effect with the next deployment. */
export function putGatewayResponse(
  state: ApiGatewayState,
  input: PutGatewayResponseCommandInput,
): GatewayResponse {
  const api = restApiWith(state, input.restApiId);
  const { statusCode, responseParameters, responseTemplates } = input;
  return set(api, typeOf(input), { statusCode, responseParameters, responseTemplates });
}

export function getGatewayResponse(
  state: ApiGatewayState,
  input: GetGatewayResponseCommandInput,
): GatewayResponse {
  const { model } = restApiWith(state, input.restApiId);
  return describeGatewayResponse(typeOf(input), model.gatewayResponses);
}

/** Every type, customised or not. */
export function getGatewayResponses(
  state: ApiGatewayState,
  input: GetGatewayResponsesCommandInput,
): GatewayResponses {
  const { model } = restApiWith(state, input.restApiId);
  const types = gatewayResponseNames.toSorted();
  return pageByPosition(
    types.map((type) => describeGatewayResponse(type, model.gatewayResponses)),
    input,
  );
}

/** Changes a response; one that was not customised yet is customised by it. */
export function updateGatewayResponse(
  state: ApiGatewayState,
  input: UpdateGatewayResponseCommandInput,
): GatewayResponse {
  const api = restApiWith(state, input.restApiId);
  const type = typeOf(input);
  const former = Object.hasOwn(api.model.gatewayResponses, type) ? api.model.gatewayResponses[type] : {};
  for (const operation of input.patchOperations ?? []) requireSense(former ?? {}, operation);
  const { statusCode, responseParameters, responseTemplates } = patchMembers<GatewayResponse>(
    former ?? {},
    input.patchOperations,
    { scalars: ['statusCode'], maps: ['responseParameters', 'responseTemplates'] },
  );
  return set(api, type, { statusCode, responseParameters, responseTemplates });
}

/** Resets a response to AWS's own. */
export function deleteGatewayResponse(
  state: ApiGatewayState,
  input: DeleteGatewayResponseCommandInput,
): undefined {
  const api = restApiWith(state, input.restApiId);
  const { gatewayResponses } = api.model;
  const type = typeOf(input);
  if (!Object.hasOwn(gatewayResponses, type)) throw notFound('Gateway response type not defined on api');
  api.model = { ...api.model, gatewayResponses: without(gatewayResponses, type) };
}

function typeOf({ responseType = '' }: { readonly responseType?: string | undefined }): GatewayResponseName {
  if (isGatewayResponseName(responseType)) return responseType;
  throw badRequest(`Invalid gateway response type ${responseType}`);
}

function set(api: RestApiRecord, type: GatewayResponseName, response: GatewayResponse): GatewayResponse {
  const gatewayResponses = { ...api.model.gatewayResponses, ...importGatewayResponses({ [type]: response }) };
  api.model = { ...api.model, gatewayResponses };
  return describeGatewayResponse(type, gatewayResponses);
}

/** What AWS refuses of patches of this kind only. */
function requireSense(response: GatewayResponse, { op, path, value }: PatchOperation): void {
  if (path === undefined) throw badRequest('Invalid patch path null');
  const [, member = '', ...rest] = path.split('/');
  if (member === 'statusCode' && op !== 'replace') throw badRequest('Invalid patch path /statusCode');
  if (member !== 'responseParameters' && member !== 'responseTemplates') return;
  if (op !== 'remove' && !value) throw badRequest(`Invalid null or empty value in ${member}`);
  const key = rest.join('/').replaceAll('~1', '/').replaceAll('~0', '~');
  if (op === 'replace' && member === 'responseParameters' && !Object.hasOwn(response[member] ?? {}, key)) {
    throw notFound('Invalid parameter name specified');
  }
}

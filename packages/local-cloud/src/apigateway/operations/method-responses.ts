import type {
  DeleteMethodResponseCommandInput,
  GetMethodResponseCommandInput,
  MethodResponse,
  PutMethodResponseCommandInput,
  UpdateMethodResponseCommandInput,
} from '@aws-sdk/client-api-gateway';
import { statusCodeFailures } from '../check-shapes.ts';
import { badRequest, conflict, notFound, validationFailure } from '../errors.ts';
import type { ApiModel } from '../model.ts';
import type { ApiGatewayState } from '../state.ts';
import { type MethodIds, methodOf, setMethod, without } from './change-model.ts';
import { patchMembers } from './patch-members.ts';

export function putMethodResponse(
  state: ApiGatewayState,
  input: PutMethodResponseCommandInput,
): MethodResponse {
  const { api, resource, method } = methodOf(state.apis, input);
  const statusCode = checkStatusCode(input.statusCode);
  if (Object.hasOwn(method.methodResponses, statusCode)) {
    throw conflict('Response already exists for this resource');
  }
  const response = checkResponse({ ...membersOf(input), statusCode }, api.model);
  setMethod(api, resource, withResponse(method, response));
  return response;
}

export function getMethodResponse(
  state: ApiGatewayState,
  input: GetMethodResponseCommandInput,
): MethodResponse {
  return responseOf(state, input).response;
}

export function updateMethodResponse(
  state: ApiGatewayState,
  input: UpdateMethodResponseCommandInput,
): MethodResponse {
  const { api, resource, method, response } = responseOf(state, input);
  for (const { op, path = '' } of input.patchOperations ?? []) requireMember(response, op, path);
  const patched = patchMembers(response, input.patchOperations, {
    maps: ['responseParameters', 'responseModels'],
  });
  const flags = Object.entries(patched.responseParameters ?? {}).map(([name, flag]) => [
    name,
    String(flag) === 'true',
  ]);
  const parameters = patched.responseParameters && { responseParameters: Object.fromEntries(flags) };
  const changed = checkResponse({ ...patched, ...parameters }, api.model);
  setMethod(api, resource, withResponse(method, changed));
  return changed;
}

export function deleteMethodResponse(
  state: ApiGatewayState,
  input: DeleteMethodResponseCommandInput,
): undefined {
  const { api, resource, method, statusCode } = responseOf(state, input);
  setMethod(api, resource, { ...method, methodResponses: without(method.methodResponses, statusCode) });
}

/** The status code of a response, in its path or body. */
export function checkStatusCode(statusCode = ''): string {
  const failures = statusCodeFailures({ statusCode });
  if (failures.length > 0) throw validationFailure(...failures);
  return statusCode;
}

function responseOf(state: ApiGatewayState, input: MethodIds & { readonly statusCode: string | undefined }) {
  const statusCode = checkStatusCode(input.statusCode);
  const found = methodOf(state.apis, input);
  const { methodResponses } = found.method;
  const response = Object.hasOwn(methodResponses, statusCode) ? methodResponses[statusCode] : undefined;
  if (response) return { ...found, response, statusCode };
  throw notFound('Invalid Response status code specified');
}

function membersOf({ responseParameters, responseModels }: MethodResponse): MethodResponse {
  return {
    ...(responseParameters && { responseParameters }),
    ...(responseModels && { responseModels }),
  };
}

function withResponse<Method extends { readonly methodResponses: Record<string, MethodResponse> }>(
  method: Method,
  response: MethodResponse,
): Method {
  const { statusCode = '' } = response;
  return { ...method, methodResponses: { ...method.methodResponses, [statusCode]: response } };
}

function checkResponse(response: MethodResponse, { models }: ApiModel): MethodResponse {
  for (const name of Object.values(response.responseModels ?? {})) {
    if (!Object.hasOwn(models, name)) throw badRequest(`Invalid model identifier specified: ${name}`);
  }
  for (const target of Object.keys(response.responseParameters ?? {})) {
    if (/^method\.response\.header\.\S+$/.test(target)) continue;
    throw badRequest(
      `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${target}]`,
    );
  }
  return response;
}

/** What is replaced or removed must be there. */
function requireMember(response: MethodResponse, op: string | undefined, path: string): void {
  if (op !== 'replace' && op !== 'remove') return;
  const [, member, ...rest] = path.split('/');
  const key = rest.join('/').replaceAll('~1', '/').replaceAll('~0', '~');
  if (member === 'responseParameters' && !Object.hasOwn(response.responseParameters ?? {}, key)) {
    throw notFound('Invalid parameter name specified');
  }
  if (member === 'responseModels' && !Object.hasOwn(response.responseModels ?? {}, key)) {
    throw notFound('Content-Type specified was not found');
  }
}

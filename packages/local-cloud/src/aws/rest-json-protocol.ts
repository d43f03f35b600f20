import { checkJsonInput, checkTextInput, type InputTypes } from './input-types.ts';
import { jsonBody, jsonText } from './json-text.ts';
import { requireAccess } from './policy/require-access.ts';
import { respondToErrors } from './respond-to-errors.ts';
import { matchRoute, type RestRoute } from './rest-route.ts';
import type { AwsRequest, AwsResponse, Service } from './service.ts';
import { ServiceError, unknownOperation } from './service-error.ts';

export interface RestJsonServiceOptions {
  readonly signingName: string;
  readonly routes: readonly RestRoute[];
  readonly inputTypes?: InputTypes;
  readonly maxBodyBytes?: number;
  /** The action and the ARN that policies name for a request; without it operations check by themselves, or the service is for the account's root alone. */
  readonly accessOf?: (request: AwsRequest) => { readonly action: string; readonly resource: string };
}

/**
 * A service of the REST-JSON protocol. An operation's input is the path's parameters, the query's and the JSON
 * body's members as one object; a raw route reads the request and writes the response itself.
 */
export function restJsonService(options: RestJsonServiceOptions): Service {
  const { signingName, routes } = options;

  async function call(request: AwsRequest): Promise<AwsResponse> {
    const match = matchRoute(routes, request.method, request.path);
    if (!match) throw unknownOperation(signingName, `${request.method} ${request.path}`);
    const access = options.accessOf?.(request);
    if (access) requireAccess(request.caller, access.action, access.resource, accessDenied);
    if (match.route.raw) return match.route.raw(request, match.parameters);
    const inputTypes = match.route.inputTypes ?? options.inputTypes ?? new Map();
    const input = {
      ...checkTextInput(queryMembers(request.query, inputTypes), inputTypes),
      ...checkJsonInput(jsonBody(request.body, 'InvalidRequestContentException'), inputTypes),
      ...match.parameters,
    };
    const output = await match.route.operation(input as never, request);
    const status = match.route.status ?? 200;
    return restJsonResponse(request.requestId, status, output ? jsonText(output) : '');
  }

  return {
    signingName,
    checksAccess: options.accessOf !== undefined,
    maxBodyBytes: options.maxBodyBytes ?? 16 * 1024 * 1024,
    handle: (request) => respondToErrors(request, call, refuse),
    refuse,
  };
}

function accessDenied(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message, 403);
}

/** A name that is repeated holds a list, and so does one that is given once where the service's table says so. */
function queryMembers(query: URLSearchParams, types: InputTypes): Record<string, string | string[]> {
  const names = new Set(query.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const values = query.getAll(name);
      const isList = values.length > 1 || types.get(name) === 'list of string';
      return [name, isList ? values : (values[0] ?? '')];
    }),
  );
}

function restJsonResponse(requestId: string, status: number, body: string): AwsResponse {
  return { status, headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId }, body };
}

function refuse({ requestId }: Pick<AwsRequest, 'requestId'>, error: ServiceError): AwsResponse {
  const type = error.statusCode < 500 ? 'User' : 'Server';
  const response = restJsonResponse(
    requestId,
    error.statusCode,
    jsonText({ Type: type, message: error.message, ...error.fields }),
  );
  return { ...response, headers: { ...response.headers, 'x-amzn-errortype': error.code } };
}

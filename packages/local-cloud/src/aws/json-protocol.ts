import { checkJsonInput, type InputTypes } from './input-types.ts';
import { jsonBody, jsonText } from './json-text.ts';
import { requireAccess } from './policy/require-access.ts';
import { type PassedRoles, requirePassRole } from './policy/require-pass-role.ts';
import { respondToErrors } from './respond-to-errors.ts';
import type { AwsRequest, AwsResponse, Operations, Service } from './service.ts';
import { ServiceError, unknownOperation } from './service-error.ts';

export interface JsonServiceOptions {
  readonly signingName: string;
  readonly version: '1.0' | '1.1';
  readonly operations: Operations;
  readonly inputTypes?: InputTypes;
  readonly maxBodyBytes?: number;
  /** What the Query protocol, which the service once spoke alone, calls an error. */
  readonly queryCode?: (code: string) => string;
  /** The ARNs an operation works on; without it the service is for the account's root alone. */
  readonly resourcesOf?: (operation: string, input: Record<string, unknown>) => readonly string[];
  /** The roles that a request gives the service. */
  readonly passedRolesOf?: ((operation: string, input: Record<string, unknown>) => PassedRoles) | undefined;
}

/** A service of the AWS JSON protocol: `X-Amz-Target` names the operation, the body holds its input. */
export function jsonService(options: JsonServiceOptions): Service {
  const { signingName, version, operations } = options;
  const respond = (requestId: string, status: number, body: string): AwsResponse => ({
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId },
    body,
  });

  async function call(request: AwsRequest): Promise<AwsResponse> {
    const target = String(request.headers['x-amz-target'] ?? '');
    const name = target.slice(target.indexOf('.') + 1);
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation || request.method !== 'POST')
      throw unknownOperation(signingName, name || '(none named in X-Amz-Target)', 400);
    const members = jsonBody(request.body, 'SerializationException');
    const input = checkJsonInput(members, options.inputTypes ?? new Map());
    for (const resource of options.resourcesOf?.(name, input) ?? []) {
      requireAccess(request.caller, `${signingName}:${name}`, resource, jsonAccessDenied);
    }
    const passed = options.passedRolesOf?.(name, input);
    if (passed) requirePassRole(request.caller, passed, jsonAccessDenied);
    const output = await operation(input as never, request);
    return respond(request.requestId, 200, output ? jsonText(output) : '');
  }

  function refuse({ requestId }: Pick<AwsRequest, 'requestId'>, error: ServiceError): AwsResponse {
    const body = jsonText({ __type: error.code, message: error.message, ...error.fields });
    const response = respond(requestId, error.statusCode, body);
    return options.queryCode ? withQueryCode(response, error, options.queryCode) : response;
  }

  return {
    signingName,
    checksAccess: options.resourcesOf !== undefined,
    maxBodyBytes: options.maxBodyBytes ?? 16 * 1024 * 1024,
    handle: (request) => respondToErrors(request, call, refuse),
    refuse,
  };
}

/** Clients of that time read the error's former name. */
export function withQueryCode(
  response: AwsResponse,
  { code, statusCode }: ServiceError,
  queryCode: (code: string) => string,
): AwsResponse {
  const fault = statusCode < 500 ? 'Sender' : 'Receiver';
  return {
    ...response,
    headers: { ...response.headers, 'x-amzn-query-error': `${queryCode(code)};${fault}` },
  };
}

/** The protocol's services return 400 where others have 403. */
export function jsonAccessDenied(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message);
}

import { checkTextInput, type InputTypes, readTextInput } from './input-types.ts';
import { jsonText } from './json-text.ts';
import { requireAccess } from './policy/require-access.ts';
import { queryInput } from './query-input.ts';
import { respondToErrors } from './respond-to-errors.ts';
import type { AwsRequest, AwsResponse, Caller, Operations, Service } from './service.ts';
import { ServiceError } from './service-error.ts';
import { xmlDocument } from './xml.ts';

export interface QueryServiceOptions {
  readonly signingName: string;
  readonly apiVersion: string;
  readonly namespace: string;
  readonly operations: Operations;
  readonly inputTypes?: InputTypes;
  /** Operations get numbers and booleans, as by the service's other protocols; else all scalars are strings. */
  readonly readsScalars?: boolean;
  /** What this protocol calls an error. */
  readonly queryCode?: (code: string) => string;
  readonly maxBodyBytes?: number;
  /** The ARNs an operation works on; without it the service is for the account's root alone. */
  readonly resourcesOf?: (
    operation: string,
    input: Record<string, unknown>,
    caller: Caller | undefined,
  ) => readonly string[];
}

const errorRoot = 'ErrorResponse';

/** AWS takes every action by GET. Here a link must not change anything. */
const reading = /^(Describe|Get|List|Validate|Estimate)/;

/** A service of the AWS Query protocol: a form with `Action` in, XML with `<Action>Result` out. */
export function queryService(options: QueryServiceOptions): Service {
  const { signingName, namespace, operations } = options;
  /** Only those who accept nothing but JSON get it, as API Gateway does. */
  const respond = (
    { headers, requestId }: Pick<AwsRequest, 'headers' | 'requestId'>,
    status: number,
    root: string,
    content: object,
  ): AwsResponse => {
    const isJson = headers.accept === 'application/json';
    return {
      status,
      headers: { 'content-type': isJson ? 'application/json' : 'text/xml', 'x-amzn-requestid': requestId },
      body: isJson
        ? jsonText(root === errorRoot ? content : { [root]: content })
        : xmlDocument(root, content, namespace),
    };
  };

  async function call(request: AwsRequest): Promise<AwsResponse> {
    const form = new URLSearchParams(
      request.method === 'GET' ? request.rawQuery : request.body.toString('utf8'),
    );
    const action = form.get('Action') ?? '';
    const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
    if (!operation) {
      const message = `The operation ${action} of ${options.signingName} is not offered by this embedded cloud.`;
      throw new ServiceError('InvalidAction', message);
    }
    if (request.method === 'GET' && !reading.test(action)) {
      const message = `The action ${action} changes something and is not taken by GET, which any web page's link sends: use POST.`;
      throw new ServiceError('InvalidAction', message);
    }
    const read = options.readsScalars ? readTextInput : checkTextInput;
    const input = read(queryInput(form), options.inputTypes ?? new Map());
    for (const resource of options.resourcesOf?.(action, input, request.caller) ?? []) {
      requireAccess(request.caller, `${signingName}:${action}`, resource, queryAccessDenied);
    }
    const output = await operation(input as never, request);
    const result = output ? { [`${action}Result`]: output } : {};
    const metadata = { ResponseMetadata: { RequestId: request.requestId } };
    return respond(request, 200, `${action}Response`, { ...result, ...metadata });
  }

  function refuse(request: Pick<AwsRequest, 'headers' | 'requestId'>, error: ServiceError): AwsResponse {
    const type = error.statusCode < 500 ? 'Sender' : 'Receiver';
    const body = {
      Error: { Type: type, Code: options.queryCode?.(error.code) ?? error.code, Message: error.message },
      RequestId: request.requestId,
    };
    return respond(request, error.statusCode, errorRoot, body);
  }

  return {
    signingName,
    checksAccess: options.resourcesOf !== undefined,
    maxBodyBytes: options.maxBodyBytes ?? 2 * 1024 * 1024,
    handle: (request) => respondToErrors(request, call, refuse),
    refuse,
  };
}

export function queryAccessDenied(message: string): ServiceError {
  return new ServiceError('AccessDenied', message, 403);
}

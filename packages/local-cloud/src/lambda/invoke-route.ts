import type { Account } from '../account.ts';
import type { RestRoute } from '../aws/rest-route.ts';
import type { AwsRequest, AwsResponse } from '../aws/service.ts';
import { lambdaError } from './errors.ts';
import type { InvokeRequest, InvokeResult } from './function-invoker.ts';
import { requireFunctionAccess } from './require-function-access.ts';

type InvocationType = NonNullable<InvokeRequest['invocationType']>;

const invocationTypes: readonly string[] = ['RequestResponse', 'Event', 'DryRun'] satisfies InvocationType[];

/** The Invoke operation: its members are headers, and the body is the function's payload. */
export function invokeRoute(
  account: Account,
  invoke: (request: InvokeRequest) => Promise<InvokeResult>,
): RestRoute {
  const raw = async (
    request: AwsRequest,
    { FunctionName = '' }: Record<string, string>,
  ): Promise<AwsResponse> => {
    const { headers } = request;
    const notOffered = Object.keys(notOfferedHeaders).find((name) => headers[name] !== undefined);
    if (notOffered) {
      const message = `${notOfferedHeaders[notOffered]} is not offered by this embedded cloud.`;
      throw lambdaError('InvalidParameterValueException', message);
    }
    const qualifier = request.query.get('Qualifier') ?? undefined;
    requireFunctionAccess(account, request, 'lambda:InvokeFunction', FunctionName, qualifier);
    const result = await invoke({
      functionName: FunctionName,
      qualifier,
      payload: request.body,
      invocationType: invocationTypeOf(headers['x-amz-invocation-type']),
      clientContext: clientContextOf(headers['x-amz-client-context']),
      traceId: textOf(headers['x-amzn-trace-id']),
      requestId: request.requestId,
    });
    const isTailWanted = headers['x-amz-log-type'] === 'Tail' && result.statusCode === 200;
    return {
      status: result.statusCode,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': result.requestId,
        // Which version an alias will lead an event to is not known yet.
        ...(result.statusCode !== 202 && { 'x-amz-executed-version': result.executedVersion }),
        ...(result.functionError && { 'x-amz-function-error': result.functionError }),
        ...(isTailWanted && { 'x-amz-log-result': Buffer.from(await result.logTail()).toString('base64') }),
      },
      body: result.payload,
    };
  };
  return { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/invocations', raw };
}

const notOfferedHeaders: Readonly<Record<string, string>> = {
  'x-amz-durable-execution-name': 'DurableExecutionName',
  'x-amz-tenant-id': 'TenantId',
};

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function invocationTypeOf(header: string | string[] | undefined): InvocationType {
  const type = header ?? 'RequestResponse';
  if (typeof type === 'string' && invocationTypes.includes(type)) return type as InvocationType;
  throw lambdaError('InvalidParameterValueException', `Unsupported invocation type ${header}`);
}

/** Base64 of JSON. Passed on as one line of ASCII, because runtimes may receive it as a header. */
function clientContextOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header === '') return undefined;
  const text = Buffer.from(header, 'base64').toString('utf8');
  try {
    return JSON.stringify(JSON.parse(text)).replace(/[\u007f-\uffff]/g, escapeUnit);
  } catch {
    throw lambdaError(
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

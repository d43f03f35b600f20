import type { RestRoute } from '../aws/rest-route.ts';
import type { AwsRequest, AwsResponse } from '../aws/service.ts';
import type { InvokeRequest, InvokeResult } from './lambda.ts';
import { lambdaError } from './lambda-error.ts';
import type { LambdaOperations } from './operations.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export function lambdaRoutes(
  operations: LambdaOperations,
  invoke: (request: InvokeRequest) => Promise<InvokeResult>,
): RestRoute[] {
  const functions = '/2015-03-31/functions';
  const one = `${functions}/{FunctionName}`;
  const concurrency = '/functions/{FunctionName}/concurrency';
  const eventInvokeConfig = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
  const tags = '/2017-03-31/tags/{Resource}';
  return [
    { method: 'POST', path: `${one}/invocations`, raw: invokeRoute(invoke) },
    { method: 'POST', path: functions, operation: operations.CreateFunction, status: 201 },
    { method: 'GET', path: functions, operation: operations.ListFunctions },
    { method: 'GET', path: one, operation: operations.GetFunction },
    { method: 'DELETE', path: one, operation: operations.DeleteFunction, status: 204 },
    { method: 'GET', path: `${one}/configuration`, operation: operations.GetFunctionConfiguration },
    { method: 'PUT', path: `${one}/configuration`, operation: operations.UpdateFunctionConfiguration },
    { method: 'PUT', path: `${one}/code`, operation: operations.UpdateFunctionCode },
    { method: 'POST', path: `${one}/versions`, operation: operations.PublishVersion, status: 201 },
    { method: 'GET', path: `${one}/versions`, operation: operations.ListVersionsByFunction },
    { method: 'POST', path: `${one}/aliases`, operation: operations.CreateAlias, status: 201 },
    { method: 'GET', path: `${one}/aliases`, operation: operations.ListAliases },
    { method: 'GET', path: `${one}/aliases/{Name}`, operation: operations.GetAlias },
    { method: 'PUT', path: `${one}/aliases/{Name}`, operation: operations.UpdateAlias },
    { method: 'DELETE', path: `${one}/aliases/{Name}`, operation: operations.DeleteAlias, status: 204 },
    { method: 'POST', path: `${one}/policy`, operation: operations.AddPermission, status: 201 },
    { method: 'GET', path: `${one}/policy`, operation: operations.GetPolicy },
    {
      method: 'DELETE',
      path: `${one}/policy/{StatementId}`,
      operation: operations.RemovePermission,
      status: 204,
    },
    { method: 'PUT', path: `/2017-10-31${concurrency}`, operation: operations.PutFunctionConcurrency },
    { method: 'GET', path: `/2019-09-30${concurrency}`, operation: operations.GetFunctionConcurrency },
    {
      method: 'DELETE',
      path: `/2017-10-31${concurrency}`,
      operation: operations.DeleteFunctionConcurrency,
      status: 204,
    },
    { method: 'PUT', path: eventInvokeConfig, operation: operations.PutFunctionEventInvokeConfig },
    { method: 'POST', path: eventInvokeConfig, operation: operations.UpdateFunctionEventInvokeConfig },
    { method: 'GET', path: eventInvokeConfig, operation: operations.GetFunctionEventInvokeConfig },
    {
      method: 'DELETE',
      path: eventInvokeConfig,
      operation: operations.DeleteFunctionEventInvokeConfig,
      status: 204,
    },
    { method: 'GET', path: tags, operation: operations.ListTags },
    { method: 'POST', path: tags, operation: operations.TagResource, status: 204 },
    { method: 'DELETE', path: tags, raw: untagRoute(operations) },
  ];
}

/** The keys stand side by side in the query. */
function untagRoute({ UntagResource }: LambdaOperations) {
  return async (request: AwsRequest, { Resource }: Record<string, string>): Promise<AwsResponse> => {
    UntagResource({ Resource, TagKeys: request.query.getAll('tagKeys') });
    return { status: 204, headers: { 'x-amzn-requestid': request.requestId } };
  };
}

type InvocationType = NonNullable<InvokeRequest['invocationType']>;

const invocationTypes: readonly string[] = ['RequestResponse', 'Event', 'DryRun'] satisfies InvocationType[];

function invokeRoute(invoke: (request: InvokeRequest) => Promise<InvokeResult>) {
  return async (request: AwsRequest, { FunctionName = '' }: Record<string, string>): Promise<AwsResponse> => {
    const { headers } = request;
    const result = await invoke({
      functionName: FunctionName,
      qualifier: request.query.get('Qualifier') ?? undefined,
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
        'x-amz-executed-version': result.executedVersion,
        ...(result.functionError && { 'x-amz-function-error': result.functionError }),
        ...(isTailWanted && { 'x-amz-log-result': Buffer.from(result.logTail).toString('base64') }),
      },
      body: result.payload,
    };
  };
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function invocationTypeOf(header: string | string[] | undefined): InvocationType {
  const type = header ?? 'RequestResponse';
  if (typeof type === 'string' && invocationTypes.includes(type)) return type as InvocationType;
  throw lambdaError('InvalidParameterValueException', `Unsupported invocation type ${header}`);
}

/** Base64 of JSON, at most 3,583 bytes long. */
function clientContextOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header === '') return undefined;
  const text = Buffer.from(header, 'base64').toString('utf8');
  try {
    JSON.parse(text);
  } catch {
    throw lambdaError(
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
  return text;
}

import { type Account, regionalArn } from '../../../account.ts';
import type { Caller } from '../../../aws/service.ts';
import { ServiceError } from '../../../aws/service-error.ts';
import { callerIn } from '../../../aws/sigv4/authenticate.ts';
import type { InvokeRequest, InvokeResult } from '../../../lambda/function-invoker.ts';
import { requireFunctionAccess } from '../../../lambda/require-function-access.ts';
import type { IntegrationRecord } from '../../access-log/access-record.ts';
import type { Backends } from '../../backends.ts';
import type { Exchange } from '../../exchange.ts';
import type { ExecutionLog } from '../../execution-log/execution-log.ts';
import { GatewayFault, integrationFailure } from '../../gateway-responses/gateway-fault.ts';
import type { ApiIntegration } from '../../model.ts';
import { compileRole } from '../integration-role.ts';
import { lambdaFunctionOf } from './lambda-uri.ts';

/** Invokes the function of an integration for an exchange, as its resource policy or the integration's role permits. */
export type FunctionInvoker = (
  exchange: Exchange,
  request: Pick<InvokeRequest, 'payload' | 'isJson' | 'invocationType' | 'clientContext'>,
) => Promise<InvokeResult>;

export function compileInvoker(
  resourcePath: string,
  integration: ApiIntegration,
  backends: Backends,
): FunctionInvoker {
  const { account, lambda } = backends;
  const functionName = lambdaFunctionOf(integration.uri);
  const roleOf = compileRole(integration.credentials, backends);
  const sourcePath = resourcePath.replace(/\{[^}]+\}/g, '*');
  return async (exchange, request) => {
    const { apiId, stage, httpMethod } = exchange;
    const resource = `${apiId}/${stage.stageName}/${httpMethod}${sourcePath}`;
    const principal = {
      service: 'apigateway.amazonaws.com',
      sourceArn: regionalArn(account, 'execute-api', resource),
    };
    const name = functionName(stage.variables);
    const caller = roleOf(exchange);
    try {
      if (caller) requireInvocation(account, caller, name);
      const result = await lambda.invoke({
        ...request,
        functionName: name,
        traceId: exchange.trace.shown,
        clientRequestId: exchange.requestId,
        ...(!caller && { principal }),
      });
      if (exchange.log) logResult(exchange.log, result);
      if (exchange.access?.integration) noteResult(exchange.access.integration, result);
      return result;
    } catch (error) {
      throw error instanceof ServiceError ? refusedInvocation(error) : error;
    }
  };
}

/** The function may be in another region than the API. */
function requireInvocation(account: Account, caller: Caller, functionArn: string): void {
  const { 3: region = account.region } = functionArn.split(':');
  const there = callerIn({ signingName: 'lambda' }, region, caller);
  requireFunctionAccess({ ...account, region }, { caller: there }, 'lambda:InvokeFunction', functionArn);
}

/** The URL of the invocation on AWS, as the execution log shows it: of the function's region. */
export function invocationUri({ account }: Backends, functionArn: string): string {
  const { 3: region = account.region } = functionArn.split(':');
  return `https://lambda.${region}.amazonaws.com/2015-03-31/functions/${functionArn}/invocations`;
}

/** Lambda's Invoke is a POST. AWS accepts other methods at deployment and fails the call. */
export function notAnInvocation(): GatewayFault {
  return integrationFailure(500, new Error('Unable to determine service/operation name to be authorized'));
}

function logResult(log: ExecutionLog, result: InvokeResult): void {
  log.endpointRequestId(result.requestId);
  if (result.functionError) log.error(failureOf(result));
}

function noteResult(record: IntegrationRecord, result: InvokeResult): void {
  record.requestId = result.requestId;
  record.integrationStatus = result.statusCode;
  if (result.functionError) record.error = failureOf(result);
}

function failureOf({ statusCode, payload, requestId }: InvokeResult): string {
  const message = functionErrorMessage(payload);
  return `Lambda execution failed with status ${statusCode} due to customer function error: ${message}. Lambda request id: ${requestId}`;
}

function refusedInvocation(error: ServiceError): GatewayFault {
  if (error.code === 'InvalidRequestContentException') {
    return new GatewayFault('BAD_REQUEST_BODY', error.message);
  }
  if (error.statusCode === 413) return new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
  if (error.code !== 'AccessDeniedException') return integrationFailure(502, error);
  return integrationFailure(500, new Error('Invalid permissions on Lambda function'));
}

/** The message of a function's error; empty where its runtime reported none. */
export function functionErrorMessage(payload: Buffer): string {
  try {
    const error = JSON.parse(payload.toString('utf8')) as { readonly errorMessage?: unknown } | null;
    return typeof error?.errorMessage === 'string' ? error.errorMessage : '';
  } catch {
    return '';
  }
}

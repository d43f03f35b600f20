import { regionalArn } from '../../account.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { Backends } from '../compile-deployment.ts';
import { proxyEvent } from '../event/proxy-event.ts';
import type { Exchange } from '../exchange.ts';
import { configurationError, GatewayFault, integrationFailure } from '../gateway-responses/gateway-fault.ts';
import type { ApiIntegration } from '../model.ts';
import { mapsForbiddenHeader } from './forbidden-headers.ts';
import type { CompiledIntegration, IntegrationResult } from './integration.ts';
import { type FunctionName, lambdaFunctionOf } from './lambda-uri.ts';
import { proxyAnswer } from './proxy-answer.ts';

const maxPayloadBytes = 6 * 1024 * 1024;

/** AWS_PROXY: the request becomes the function's event, and its result becomes the answer. */
export function compileLambdaProxy(
  resourcePath: string,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  const functionName = lambdaFunctionOf(integration.uri);
  const isForbidden = mapsForbiddenHeader(integration.requestParameters);
  const isPost = integration.httpMethod === 'POST';
  const sourcePath = resourcePath.replace(/\{[^}]+\}/g, '*');
  return {
    timeoutInMillis: integration.timeoutInMillis,
    request(exchange) {
      if (isForbidden) throw configurationError();
      // Lambda's Invoke is a POST, and AWS notices only when it calls.
      if (!isPost) throw integrationFailure(500);
      return eventText(exchange);
    },
    invoke: (payload, exchange) => invokeFunction(payload, exchange, functionName, sourcePath, backends),
    respond: (result, exchange) => proxyAnswer(result.body, exchange),
  };
}

function eventText(exchange: Exchange): string {
  const payload = JSON.stringify(proxyEvent(exchange));
  // No character takes more than three bytes of UTF-8 for each of its units.
  if (payload.length * 3 > maxPayloadBytes && Buffer.byteLength(payload) > maxPayloadBytes) {
    throw new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
  }
  return payload;
}

async function invokeFunction(
  payload: string,
  exchange: Exchange,
  functionName: FunctionName,
  sourcePath: string,
  { account, lambda }: Backends,
): Promise<IntegrationResult> {
  const { apiId, stage, httpMethod } = exchange;
  const resource = `${apiId}/${stage.stageName}/${httpMethod}${sourcePath}`;
  try {
    const result = await lambda.invoke({
      functionName: functionName(stage.variables),
      payload,
      traceId: exchange.trace.shown,
      principal: {
        service: 'apigateway.amazonaws.com',
        sourceArn: regionalArn(account, 'execute-api', resource),
      },
    });
    if (result.functionError) throw integrationFailure(502);
    return { status: result.statusCode, body: result.payload };
  } catch (error) {
    throw error instanceof ServiceError ? refusedInvocation(error) : error;
  }
}

function refusedInvocation(error: ServiceError): GatewayFault {
  if (error.statusCode === 413) return new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
  return integrationFailure(error.code === 'AccessDeniedException' ? 500 : 502, error);
}

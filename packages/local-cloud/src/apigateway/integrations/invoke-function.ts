import { regionalArn } from '../../account.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { InvokeRequest, InvokeResult } from '../../lambda/lambda.ts';
import type { Backends } from '../compile-deployment.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayFault, integrationFailure } from '../gateway-responses/gateway-fault.ts';
import type { FunctionName } from './lambda-uri.ts';

/** Invokes the function of an integration for an exchange, as its resource policy permits. */
export type FunctionInvoker = (
  exchange: Exchange,
  request: Pick<InvokeRequest, 'payload' | 'invocationType' | 'clientContext'>,
) => Promise<InvokeResult>;

export function compileInvoker(
  resourcePath: string,
  functionName: FunctionName,
  { account, lambda }: Backends,
): FunctionInvoker {
  const sourcePath = resourcePath.replace(/\{[^}]+\}/g, '*');
  return async (exchange, request) => {
    const { apiId, stage, httpMethod } = exchange;
    const resource = `${apiId}/${stage.stageName}/${httpMethod}${sourcePath}`;
    try {
      return await lambda.invoke({
        ...request,
        functionName: functionName(stage.variables),
        traceId: exchange.trace.shown,
        principal: {
          service: 'apigateway.amazonaws.com',
          sourceArn: regionalArn(account, 'execute-api', resource),
        },
      });
    } catch (error) {
      throw error instanceof ServiceError ? refusedInvocation(error) : error;
    }
  };
}

/** The address that Lambda has on AWS, as the execution log shows it. */
export function invocationUri({ account }: Backends, functionArn: string): string {
  return `https://lambda.${account.region}.amazonaws.com/2015-03-31/functions/${functionArn}/invocations`;
}

function refusedInvocation(error: ServiceError): GatewayFault {
  if (error.code === 'InvalidRequestContentException') {
    return new GatewayFault('BAD_REQUEST_BODY', error.message);
  }
  if (error.statusCode === 413) return new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
  return integrationFailure(error.code === 'AccessDeniedException' ? 500 : 502, error);
}

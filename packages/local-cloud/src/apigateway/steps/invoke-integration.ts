import type { Exchange, IntegrationRequest, IntegrationResult } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { logEndpointRequest, logEndpointResponse } from './log-execution.ts';

/** Calls the back end and waits for the integration's time-out at most. A function that is late runs on, as on AWS. */
export async function invokeIntegration(
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<IntegrationResult> {
  const { integration } = exchange.method;
  const startedAt = performance.now();
  logEndpointRequest(exchange, request);
  const result = await within(integration.timeoutInMillis, integration.invoke(request, exchange));
  if (request.uri !== undefined) logEndpointResponse(exchange, result, performance.now() - startedAt);
  return result;
}

function within<Result>(millis: number, running: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new GatewayFault('INTEGRATION_TIMEOUT', 'Endpoint request timed out'));
    }, millis);
    running.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

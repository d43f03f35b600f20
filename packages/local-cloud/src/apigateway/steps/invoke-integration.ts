import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import type { IntegrationRequest, IntegrationResult } from '../integrations/integration.ts';
import { logEndpointRequest, logEndpointResponse } from './log-endpoint.ts';

/** Calls the back end, and waits for it no longer than the integration allows; it is not told to stop. */
export async function invokeIntegration(
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<IntegrationResult> {
  const { integration } = exchange.method;
  const startedAt = performance.now();
  logEndpointRequest(exchange, request);
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut()), integration.timeoutInMillis);
  });
  try {
    const result = await Promise.race([integration.invoke(request, exchange), timeOut]);
    if (request.uri !== undefined) logEndpointResponse(exchange, result, performance.now() - startedAt);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(): GatewayFault {
  return new GatewayFault('INTEGRATION_TIMEOUT', 'Endpoint request timed out');
}

import type { Authorize, Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** Runs the method's authorizer and adds its result to the exchange. */
export async function authorizeCall(exchange: Exchange, authorize: Authorize): Promise<Exchange> {
  try {
    return { ...exchange, ...(await authorize(exchange)) };
  } catch (error) {
    if (error instanceof GatewayFault && error.status < 500) {
      exchange.log?.info(`Unauthorized request: ${exchange.requestId}`);
    }
    throw error;
  }
}

import type { IncomingMessage } from 'node:http';
import type { Answer, Call, Exchange } from './exchange.ts';
import { enforceLimits } from './steps/enforce-limits.ts';
import { withGatewayHeaders } from './steps/gateway-headers.ts';
import { gatewayResponse } from './steps/gateway-response.ts';
import { invokeIntegration } from './steps/invoke-integration.ts';
import { methodResponse } from './steps/method-response.ts';
import { ClientGone, readBody } from './steps/read-body.ts';
import { routeCall } from './steps/route-call.ts';
import { validateRequest } from './steps/validate-request.ts';

/**
 * The way of a call, one step after the other. Any step may end it with a GatewayFault, of which the gateway
 * response is made. Rejects only with ClientGone.
 */
export async function answerCall(call: Call, incoming: IncomingMessage): Promise<Answer> {
  let exchange: Exchange | undefined;
  try {
    enforceLimits(call);
    const body = await readBody(incoming);
    exchange = routeCall(call, body);
    validateRequest(exchange);
    const { integration } = exchange.method;
    const request = integration.request(exchange);
    const result = await invokeIntegration(request, exchange);
    const answer = integration.respond(result, exchange, request);
    return withGatewayHeaders(methodResponse(answer), call);
  } catch (error) {
    if (error instanceof ClientGone) throw error;
    return withGatewayHeaders(gatewayResponse(error, call, exchange), call);
  }
}

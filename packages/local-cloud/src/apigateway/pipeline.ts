import type { IncomingMessage } from 'node:http';
import type { Call, Exchange, HttpResponse } from './exchange.ts';
import type { ExecutionLog } from './execution-log/execution-log.ts';
import { authorizeCall } from './steps/authorize-call.ts';
import { checkApiKey } from './steps/check-api-key.ts';
import { enforceLimits } from './steps/enforce-limits.ts';
import { withGatewayHeaders } from './steps/gateway-headers.ts';
import { gatewayResponse } from './steps/gateway-response.ts';
import { invokeIntegration } from './steps/invoke-integration.ts';
import { logFailure, logMethodRequest, logSuccess } from './steps/log-execution.ts';
import { methodResponse } from './steps/method-response.ts';
import { announcesBody, ClientGone, receiveBody } from './steps/receive-body.ts';
import { routeCall } from './steps/route-call.ts';
import { throttleMethod } from './steps/throttle-method.ts';

const noBody = Buffer.alloc(0);

export interface Outcome {
  readonly answer: HttpResponse;
  readonly log: ExecutionLog | undefined;
}

/**
 * The way of a call, one step after the other. Any step may end it with a GatewayFault, of which the gateway
 * response is made. Rejects only with ClientGone.
 */
export async function answerCall(call: Call, incoming: IncomingMessage): Promise<Outcome> {
  let exchange: Exchange | undefined;
  try {
    enforceLimits(call);
    const body = announcesBody(incoming) ? await receiveBody(incoming) : noBody;
    exchange = routeCall(call, body);
    exchange = checkApiKey(exchange, 'HEADER');
    if (exchange.method.authorize) exchange = await authorizeCall(exchange, exchange.method.authorize);
    exchange = checkApiKey(exchange, 'AUTHORIZER');
    throttleMethod(exchange);
    logMethodRequest(exchange);
    exchange.method.validate?.(exchange);
    const { integration } = exchange.method;
    const request = integration.request(exchange);
    const result = await invokeIntegration(request, exchange);
    const answer = methodResponse(integration.respond(result, exchange, request));
    logSuccess(exchange, answer);
    return { answer: withGatewayHeaders(answer, call), log: exchange.log };
  } catch (error) {
    if (error instanceof ClientGone) throw error;
    const answer = gatewayResponse(error, call, exchange);
    if (exchange) logFailure(exchange, error, answer);
    return { answer: withGatewayHeaders(answer, call), log: exchange?.log };
  }
}

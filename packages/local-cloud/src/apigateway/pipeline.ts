import type { IncomingMessage } from 'node:http';
import type { Lease } from '../aws/body-budget.ts';
import { announcesBody } from '../aws/receive-body.ts';
import type { Call, Exchange, HttpResponse } from './exchange.ts';
import { GatewayFault } from './gateway-responses/gateway-fault.ts';
import { authorizeCall } from './steps/authorize-call.ts';
import { cacheResponse } from './steps/cache-response.ts';
import { checkApiKey } from './steps/check-api-key.ts';
import { decodePayload, encodeResponse } from './steps/content-encoding.ts';
import { enforceLimits } from './steps/enforce-limits.ts';
import { withGatewayHeaders } from './steps/gateway-headers.ts';
import { gatewayResponse } from './steps/gateway-response.ts';
import { invokeIntegration } from './steps/invoke-integration.ts';
import { logFailure, logMethodRequest, logSuccess } from './steps/log-execution.ts';
import { methodResponse } from './steps/method-response.ts';
import { ClientGone, receivePayload } from './steps/receive-payload.ts';
import { routeCall } from './steps/route-call.ts';
import { throttleMethod } from './steps/throttle-method.ts';

const noBody = Buffer.alloc(0);

export interface Outcome {
  readonly response: HttpResponse;
  /** As far as the call came; absent where it found no method. */
  readonly exchange: Exchange | undefined;
}

/**
 * Runs a call through the steps. Any step may end it by a GatewayFault, which becomes the gateway
 * response. Rejects only with ClientGone.
 */
export async function runCall(call: Call, incoming: IncomingMessage, lease: Lease): Promise<Outcome> {
  let exchange: Exchange | undefined;
  try {
    enforceLimits(call);
    const received = announcesBody(incoming) ? await receivePayload(incoming, lease) : noBody;
    const isEncoding = call.deployment.minimumCompressionSize !== undefined;
    const body = isEncoding ? await decodePayload(call, received) : received;
    exchange = routeCall(call, body);
    exchange = checkApiKey(exchange, 'HEADER');
    if (exchange.method.authorize) exchange = await authorizeCall(exchange, exchange.method.authorize);
    exchange = checkApiKey(exchange, 'AUTHORIZER');
    throttleMethod(exchange);
    logMethodRequest(exchange);
    await exchange.method.validate?.(exchange);
    const response = await cacheResponse(exchange, callIntegration);
    logSuccess(exchange, response);
    const encoded = isEncoding ? await encodeResponse(call, response) : response;
    return { response: withGatewayHeaders(encoded, call), exchange };
  } catch (error) {
    if (error instanceof ClientGone) throw error;
    const authorizer = error instanceof GatewayFault ? error.authorizer : undefined;
    if (exchange && authorizer) exchange = { ...exchange, authorizer };
    const response = gatewayResponse(error, call, exchange);
    if (exchange) logFailure(exchange, error, response);
    return { response: withGatewayHeaders(response, call), exchange };
  }
}

/** Runs a method as TestInvokeMethod does: without key, authorizer, limits and cache. */
export async function testMethod(exchange: Exchange): Promise<HttpResponse> {
  try {
    logMethodRequest(exchange);
    await exchange.method.validate?.(exchange);
    const response = await callIntegration(exchange);
    logSuccess(exchange, response);
    if (!response.showsTrace) return response;
    return { ...response, headers: [...response.headers, ['X-Amzn-Trace-Id', exchange.trace.shown]] };
  } catch (error) {
    const response = gatewayResponse(error, exchange, exchange);
    logFailure(exchange, error, response);
    return { ...response, headers: response.headers.filter(([name]) => name !== 'Content-Type') };
  }
}

async function callIntegration(exchange: Exchange): Promise<HttpResponse> {
  const { integration } = exchange.method;
  const request = await integration.request(exchange);
  const result = await invokeIntegration(request, exchange);
  return methodResponse(await integration.respond(result, exchange, request));
}

import { requestContext } from '../event/request-context.ts';
import type { Call, Exchange, HttpResponse } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { isHeaderValue } from '../headers/header.ts';
import { remapHeaders } from '../headers/remap-headers.ts';

/** The response of an exchange that a step ended. An error that is not a GatewayFault is a bug: it is logged, and the client gets an opaque 500. */
export function gatewayResponse(error: unknown, call: Call, exchange: Exchange | undefined): HttpResponse {
  const fault = error instanceof GatewayFault ? error : unexpected(error, call);
  if (call.access) call.access.fault = fault;
  const response = call.deployment.gatewayResponses(fault, {
    call,
    fault,
    context: requestContext(exchange ?? call, exchange?.method),
    pathParameters: exchange?.pathParameters,
  });
  // A mapped parameter of the request may be invalid in a header.
  return { ...response, headers: remapHeaders(response.headers.filter(([, value]) => isHeaderValue(value))) };
}

function unexpected(error: unknown, call: Call): GatewayFault {
  console.error(`${call.requestId} ${call.httpMethod} on API ${call.apiId} failed:`, error);
  return new GatewayFault('API_CONFIGURATION_ERROR', 'Internal server error');
}

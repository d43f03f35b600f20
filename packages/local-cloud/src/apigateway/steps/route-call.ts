import type { Call, Exchange } from '../exchange.ts';
import { openExecutionLog } from '../execution-log/execution-log.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** Finds the method. An unknown path and an unknown method get the same response, never 404 or 405. */
export function routeCall(call: Call, body: Buffer): Exchange {
  const route = call.deployment.route(call.httpMethod, call.path);
  if (!route) throw new GatewayFault('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
  const { method, pathParameters } = route;
  const log = openExecutionLog(call, call.stage.settingsOf(method.resourcePath, call.httpMethod));
  log?.info(`Extended Request Id: ${call.extendedRequestId}`);
  return { ...call, method, pathParameters, body, log };
}

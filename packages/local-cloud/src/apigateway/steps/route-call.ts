import { incompleteSignature } from '../authorizers/signed-caller.ts';
import type { Call, Exchange } from '../exchange.ts';
import { openExecutionLog } from '../execution-log/execution-log.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** Finds the method. An unknown path and an unknown method get the same response, never 404 or 405. */
export function routeCall(call: Call, body: Buffer): Exchange {
  const route = call.deployment.route(call.httpMethod, call.path);
  if (!route) throw unknownRoute(call);
  const { method, pathParameters } = route;
  const log = openExecutionLog(call, call.stage.settingsOf(method.resourcePath, call.httpMethod));
  log?.info(`Extended Request Id: ${call.extendedRequestId}`);
  return { ...call, method, pathParameters, body, log };
}

/** AWS takes an unknown path for one of its own APIs, whose requests are signed. */
function unknownRoute({ headers }: Call): GatewayFault {
  const { authorization = '' } = headers;
  const [, ...pairs] = authorization.split(/[\s,]+/);
  const word = pairs.find((pair) => pair !== '' && !pair.includes('='));
  const message =
    word === undefined
      ? incompleteSignature(headers)
      : `'${word}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`;
  if (message === undefined)
    return new GatewayFault('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
  return new GatewayFault('INVALID_SIGNATURE', message, { errorType: 'IncompleteSignatureException' });
}

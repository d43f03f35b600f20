import type { GatewayResponse } from '@aws-sdk/client-api-gateway';
import { type GatewayResponseName, gatewayResponseTypes } from './gateway-response-types.ts';

type Customised = Readonly<Record<string, GatewayResponse>>;

/**
 * One response as AWS describes it: without its own entry it has that of its class; members that were not set have
 * the default.
 */
export function describeGatewayResponse(type: GatewayResponseName, customised: Customised): GatewayResponse {
  const isClass = type === 'DEFAULT_4XX' || type === 'DEFAULT_5XX';
  const status = isClass ? undefined : gatewayResponseTypes[type].status;
  const own = Object.hasOwn(customised, type) ? customised[type] : undefined;
  const ofClass = status === undefined ? undefined : customised[`DEFAULT_${status < 500 ? 4 : 5}XX`];
  const { responseParameters = {}, responseTemplates = {}, ...used } = own ?? ofClass ?? {};
  const statusCode = used.statusCode ?? status?.toString();
  const isTemplated = Object.keys(responseTemplates).length > 0;
  return {
    responseType: type,
    ...(statusCode !== undefined && { statusCode }),
    responseParameters,
    responseTemplates: isTemplated
      ? responseTemplates
      : { 'application/json': '{"message":$context.error.messageString}' },
    defaultResponse: own === undefined,
  };
}

import type { GatewayResponse } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import { gatewayResponseTypes, isGatewayResponseName } from './gateway-response-types.ts';

type Customised = Readonly<Record<string, GatewayResponse>>;

/** One response as AWS describes it: members that were not set have the default. */
export function describeGatewayResponse(type: string | undefined, customised: Customised): GatewayResponse {
  if (type === undefined || !isGatewayResponseName(type)) {
    throw badRequest(`Invalid gateway response type ${type}`);
  }
  const own = Object.hasOwn(customised, type) ? customised[type] : undefined;
  const status =
    type === 'DEFAULT_4XX' || type === 'DEFAULT_5XX' ? undefined : gatewayResponseTypes[type].status;
  const statusCode = own?.statusCode ?? status?.toString();
  const templates = Object.keys(own?.responseTemplates ?? {}).length > 0 ? own?.responseTemplates : undefined;
  return {
    responseType: type,
    ...(statusCode !== undefined && { statusCode }),
    responseParameters: own?.responseParameters ?? {},
    responseTemplates: templates ?? { 'application/json': '{"message":$context.error.messageString}' },
    defaultResponse: own === undefined,
  };
}

import type { GatewayResponse, GatewayResponseType } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import { isGatewayResponseName } from '../gateway-responses/gateway-response-types.ts';
import { isHeaderName, isHeaderValue } from '../headers/header.ts';
import { objectAt, refuseUnknownMembers, stringsAt, textAt } from './refuse.ts';

const where = 'x-amazon-apigateway-gateway-responses';

/** The customised gateway responses of a definition, by type. */
export function importGatewayResponses(source: unknown): Record<string, GatewayResponse> {
  const entries = Object.entries(objectAt(source, where));
  return Object.fromEntries(
    entries.map(([type, value]) => [type, importResponse(type, objectAt(value, `${where} ${type}`))]),
  );
}

function importResponse(type: string, response: Readonly<Record<string, unknown>>): GatewayResponse {
  if (!isGatewayResponseName(type)) throw badRequest(`Invalid gateway response type ${type}`);
  refuseUnknownMembers(
    response,
    ['statusCode', 'responseParameters', 'responseTemplates'],
    `${where} ${type}`,
  );
  const statusCode = textAt(response.statusCode, `${where} ${type}`);
  if (statusCode !== undefined && !/^[2-5]\d\d$/.test(statusCode)) {
    throw badRequest(
      `Invalid statusCode of gateway response ${type}: expected 200 to 599, received ${statusCode}`,
    );
  }
  const responseParameters = stringsAt(response.responseParameters, `responseParameters of ${type}`);
  for (const [target, value] of Object.entries(responseParameters)) {
    if (!isTarget(target) || !isSource(value)) {
      throw badRequest(`Invalid mapping expression specified: ${target} from ${value}`);
    }
  }
  return {
    responseType: type as GatewayResponseType,
    ...(statusCode !== undefined && { statusCode }),
    responseParameters,
    responseTemplates: stringsAt(response.responseTemplates, `responseTemplates of ${type}`),
  };
}

function isTarget(target: string): boolean {
  const prefix = 'gatewayresponse.header.';
  return target.startsWith(prefix) && isHeaderName(target.slice(prefix.length));
}

function isSource(value: string): boolean {
  return (
    (/^'.*'$/s.test(value) && isHeaderValue(value)) ||
    /^(context|stageVariables|method\.request\.(header|path|querystring))\../.test(value)
  );
}

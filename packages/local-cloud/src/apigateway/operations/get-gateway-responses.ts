import type { GatewayResponses, GetGatewayResponsesCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { describeGatewayResponse } from '../gateway-responses/describe-gateway-response.ts';
import { gatewayResponseClasses, gatewayResponseTypes } from '../gateway-responses/gateway-response-types.ts';
import { restApiWith } from '../rest-api-record.ts';
import { pageOf } from './page-of.ts';

/** Every type, customised or not. */
export function getGatewayResponses(
  state: ApiGatewayState,
  input: GetGatewayResponsesCommandInput,
): GatewayResponses {
  const { model } = restApiWith(state.apis, input.restApiId);
  const types = [...Object.keys(gatewayResponseTypes), ...gatewayResponseClasses].sort();
  return pageOf(
    types.map((type) => describeGatewayResponse(type, model.gatewayResponses)),
    input,
  );
}

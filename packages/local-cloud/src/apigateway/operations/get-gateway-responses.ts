import type { GatewayResponses, GetGatewayResponsesCommandInput } from '@aws-sdk/client-api-gateway';
import { describeGatewayResponse } from '../gateway-responses/describe-gateway-response.ts';
import { gatewayResponseClasses, gatewayResponseTypes } from '../gateway-responses/gateway-response-types.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';

/** Every type, customised or not. */
export function getGatewayResponses(
  state: ApiGatewayState,
  input: GetGatewayResponsesCommandInput,
): GatewayResponses {
  const { model } = restApiWith(state.apis, input.restApiId);
  const types = [...Object.keys(gatewayResponseTypes), ...gatewayResponseClasses].sort();
  return pageByPosition(
    types.map((type) => describeGatewayResponse(type, model.gatewayResponses)),
    input,
  );
}

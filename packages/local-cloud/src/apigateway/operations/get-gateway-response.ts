import type { GatewayResponse, GetGatewayResponseCommandInput } from '@aws-sdk/client-api-gateway';
import { describeGatewayResponse } from '../gateway-responses/describe-gateway-response.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';

export function getGatewayResponse(
  state: ApiGatewayState,
  input: GetGatewayResponseCommandInput,
): GatewayResponse {
  const { model } = restApiWith(state.apis, input.restApiId);
  return describeGatewayResponse(input.responseType, model.gatewayResponses);
}

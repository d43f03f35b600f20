import type { GatewayResponse, GetGatewayResponseCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { describeGatewayResponse } from '../gateway-responses/describe-gateway-response.ts';
import { restApiWith } from '../rest-api-record.ts';

export function getGatewayResponse(
  state: ApiGatewayState,
  input: GetGatewayResponseCommandInput,
): GatewayResponse {
  const { model } = restApiWith(state.apis, input.restApiId);
  return describeGatewayResponse(input.responseType, model.gatewayResponses);
}

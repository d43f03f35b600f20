import type { GatewayResponse, PutGatewayResponseCommandInput } from '@aws-sdk/client-api-gateway';
import { describeGatewayResponse } from '../gateway-responses/describe-gateway-response.ts';
import { importGatewayResponses } from '../import/import-gateway-responses.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';

/** Customises one response of an API. It takes effect with the next deployment. */
export function putGatewayResponse(
  state: ApiGatewayState,
  input: PutGatewayResponseCommandInput,
): GatewayResponse {
  const api = restApiWith(state.apis, input.restApiId);
  const { responseType = '', statusCode, responseParameters, responseTemplates } = input;
  const put = importGatewayResponses({
    [responseType]: { statusCode, responseParameters, responseTemplates },
  });
  const gatewayResponses = { ...api.model.gatewayResponses, ...put };
  api.model = { ...api.model, gatewayResponses };
  return describeGatewayResponse(responseType, gatewayResponses);
}

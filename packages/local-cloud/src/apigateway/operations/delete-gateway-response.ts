import type { DeleteGatewayResponseCommandInput } from '@aws-sdk/client-api-gateway';
import { notFound } from '../errors.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';

/** Resets a response to AWS's own. */
export function deleteGatewayResponse(
  state: ApiGatewayState,
  input: DeleteGatewayResponseCommandInput,
): undefined {
  const api = restApiWith(state.apis, input.restApiId);
  const { [input.responseType ?? '']: removed, ...gatewayResponses } = api.model.gatewayResponses;
  if (!removed) throw notFound('Gateway response type not defined on api');
  api.model = { ...api.model, gatewayResponses };
}

import type { DeleteRestApiCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';

/** Removes an API with its stages and deployments. */
export function deleteRestApi(state: ApiGatewayState, input: DeleteRestApiCommandInput): undefined {
  state.apis.delete(restApiWith(state.apis, input.restApiId).id);
  state.shortNames.reset();
}

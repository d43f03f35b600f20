import type { DeleteRestApiCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';

/** Removes an API with its stages and deployments; usage plans lose its stages. */
export function deleteRestApi(state: ApiGatewayState, input: DeleteRestApiCommandInput): undefined {
  const { id } = restApiWith(state, input.restApiId);
  state.apis.delete(id);
  for (const plan of state.usagePlans.values()) {
    const apiStages = plan.settings.apiStages?.filter(({ apiId }) => apiId !== id);
    plan.settings = { ...plan.settings, apiStages };
  }
  state.shortNames.reset();
}

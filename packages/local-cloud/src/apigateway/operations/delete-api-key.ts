import type { DeleteApiKeyCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { apiKeyWith } from '../usage-plans/usage-plan-state.ts';
import { removePlanKey } from './delete-usage-plan-key.ts';

/** Removes a key, from its usage plans too. */
export function deleteApiKey(state: ApiGatewayState, input: DeleteApiKeyCommandInput): undefined {
  const { id } = apiKeyWith(state, input.apiKey);
  for (const plan of state.usagePlans.values()) removePlanKey(plan, id);
  state.apiKeys.delete(id);
}

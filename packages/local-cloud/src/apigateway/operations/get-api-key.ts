import type { ApiKey, GetApiKeyCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { apiKeyWith, isAsked } from '../usage-plans/usage-plan-state.ts';
import { describeApiKey } from './create-api-key.ts';

export function getApiKey(state: ApiGatewayState, input: GetApiKeyCommandInput): ApiKey {
  return describeApiKey(apiKeyWith(state, input.apiKey), isAsked(input.includeValue));
}

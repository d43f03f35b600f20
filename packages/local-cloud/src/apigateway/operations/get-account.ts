import type { Account, GetAccountCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';

export function getAccount(state: ApiGatewayState, _input: GetAccountCommandInput): Account {
  return {
    ...state.accountSettings,
    throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
    features: ['UsagePlans'],
    apiKeyVersion: '4',
  };
}

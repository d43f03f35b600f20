import type { GetUsagePlanKeyCommandInput, UsagePlanKey } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { planKeyWith, usagePlanWith } from '../usage-plans/usage-plan-state.ts';
import { describePlanKey } from './create-usage-plan-key.ts';

export function getUsagePlanKey(state: ApiGatewayState, input: GetUsagePlanKeyCommandInput): UsagePlanKey {
  return describePlanKey(planKeyWith(state, usagePlanWith(state, input.usagePlanId), input.keyId));
}

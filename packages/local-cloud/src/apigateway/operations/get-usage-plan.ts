import type { GetUsagePlanCommandInput, UsagePlan } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { usagePlanWith } from '../usage-plans/usage-plan-state.ts';

export function getUsagePlan(state: ApiGatewayState, input: GetUsagePlanCommandInput): UsagePlan {
  const { settings } = usagePlanWith(state, input.usagePlanId);
  return { ...settings, tags: settings.tags ?? {} };
}

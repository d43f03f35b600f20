import type { CreateUsagePlanCommandInput, UsagePlan } from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import type { ApiGatewayState } from '../state.ts';
import { checkedUsagePlan } from '../usage-plans/usage-plan-settings.ts';

export function createUsagePlan(state: ApiGatewayState, input: CreateUsagePlanCommandInput): UsagePlan {
  const { name, description, apiStages, throttle, quota, tags } = input;
  const id = shortId();
  const settings = checkedUsagePlan(state, {
    id,
    name,
    ...(description !== undefined && { description }),
    apiStages,
    ...(throttle && { throttle }),
    ...(quota && { quota }),
    ...(tags && { tags }),
  });
  const createdAt = state.now();
  state.usagePlans.set(id, {
    id,
    settings,
    createdAt,
    keys: new Set(),
    buckets: new Map(),
    usage: new Map(),
  });
  return settings;
}

import type { ApiKeyIdentity, Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { fullBucket, type Tap, type Throttle, takeTokens } from './token-bucket.ts';
import { planThrottle, stageMethodKey } from './usage-plan-settings.ts';
import type { ApiKeyRecord, UsagePlanRecord, UsagePlanState } from './usage-plan-state.ts';
import { countRequest, noUsage, remainingQuota } from './usage-record.ts';

/**
 * Finds the caller's key, which must be in a usage plan of this stage, and counts the request against the plan. A
 * request that is throttled does not count against the quota.
 */
export function admitByKey(
  state: UsagePlanState,
  exchange: Exchange,
  value: string | undefined,
): ApiKeyIdentity {
  const key = keyWith(state, value);
  const plan = key && planOf(state, key, exchange);
  if (!plan) throw new GatewayFault('INVALID_API_KEY', 'Forbidden');
  const { quota } = plan.settings;
  const usage = plan.usage.get(key.id) ?? noUsage();
  const at = exchange.startedAt;
  if (quota && remainingQuota(quota, usage, plan.createdAt, at) < 1) {
    throw new GatewayFault('QUOTA_EXCEEDED', 'Limit Exceeded');
  }
  if (!takeTokens(tapsOf(plan, key, exchange), at)) throw new GatewayFault('THROTTLED', 'Too Many Requests');
  if (quota) {
    countRequest(usage, at);
    plan.usage.set(key.id, usage);
  }
  return { id: key.id, value: key.value };
}

function keyWith({ apiKeys }: UsagePlanState, value: string | undefined): ApiKeyRecord | undefined {
  for (const key of apiKeys.values()) if (key.value === value) return key.enabled ? key : undefined;
  return undefined;
}

function planOf(state: UsagePlanState, key: ApiKeyRecord, exchange: Exchange): UsagePlanRecord | undefined {
  for (const plan of state.usagePlans.values()) {
    if (plan.keys.has(key.id) && stageOf(plan, exchange)) return plan;
  }
  return undefined;
}

function stageOf({ settings }: UsagePlanRecord, { apiId, stage }: Exchange) {
  return settings.apiStages?.find((entry) => entry.apiId === apiId && entry.stage === stage.stageName);
}

/** Each key has a bucket in the plan, and another for each method that the plan throttles. */
function tapsOf(plan: UsagePlanRecord, key: ApiKeyRecord, exchange: Exchange): Tap[] {
  const taps: Tap[] = [];
  const add = (name: string, throttle: Throttle | undefined) => {
    if (!throttle) return;
    const bucket = plan.buckets.get(name) ?? fullBucket(throttle, exchange.startedAt);
    plan.buckets.set(name, bucket);
    taps.push({ bucket, throttle });
  };
  add(key.id, planThrottle(plan.settings.throttle));
  const methods = stageOf(plan, exchange)?.throttle ?? {};
  const { resourcePath } = exchange.method;
  const [method] = [exchange.httpMethod, 'ANY']
    .map((httpMethod) => stageMethodKey(`${resourcePath}/${httpMethod}`))
    .filter((name) => Object.hasOwn(methods, name));
  if (method !== undefined) {
    add(`${key.id} ${exchange.apiId} ${exchange.stage.stageName} ${method}`, planThrottle(methods[method]));
  }
  return taps;
}

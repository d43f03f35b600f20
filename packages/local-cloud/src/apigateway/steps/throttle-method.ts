import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { fullBucket, type TokenBucket, takeTokens } from '../usage-plans/token-bucket.ts';

/** An account's own limits. They are not enforced: one machine does not reach them. */
const account = { rate: 10_000, burst: 5000 };

/** Throttles each method by the settings of its stage, for all callers together. */
export function throttleMethod(exchange: Exchange): void {
  const { stage, method, httpMethod, startedAt } = exchange;
  const settings = stage.settingsOf(method.resourcePath, httpMethod);
  const throttle = { rate: settings.throttlingRateLimit, burst: settings.throttlingBurstLimit };
  const isLimited = throttle.rate >= 0 && throttle.burst >= 0;
  if (!isLimited || (throttle.rate >= account.rate && throttle.burst >= account.burst)) return;
  const { stageBuckets } = exchange.usagePlans;
  const buckets = stageBuckets.get(stage) ?? new Map<string, TokenBucket>();
  stageBuckets.set(stage, buckets);
  const name = `${httpMethod} ${method.resourcePath}`;
  const bucket = buckets.get(name) ?? fullBucket(throttle, startedAt);
  buckets.set(name, bucket);
  if (!takeTokens([{ bucket, throttle }], startedAt))
    throw new GatewayFault('THROTTLED', 'Too Many Requests');
}

import type { ApiKey, UsagePlan } from '@aws-sdk/client-api-gateway';
import { badRequest, notFound } from '../errors.ts';
import type { TokenBucket } from './token-bucket.ts';
import type { UsageRecord } from './usage-record.ts';

export interface ApiKeyRecord extends ApiKey {
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
}

export interface UsagePlanRecord {
  readonly id: string;
  /** As AWS describes it. */
  settings: UsagePlan;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The ids of its API keys. */
  readonly keys: Set<string>;
  readonly buckets: Map<string, TokenBucket>;
  /** By the id of an API key. */
  readonly usage: Map<string, UsageRecord>;
}

/** The account's API keys and usage plans, by id. */
export interface UsagePlanState {
  readonly apiKeys: Map<string, ApiKeyRecord>;
  readonly usagePlans: Map<string, UsagePlanRecord>;
  /** By stage: the buckets of its methods. A stage that changes starts with full ones. */
  readonly stageBuckets: WeakMap<object, Map<string, TokenBucket>>;
}

export function emptyUsagePlans(): UsagePlanState {
  return { apiKeys: new Map(), usagePlans: new Map(), stageBuckets: new WeakMap() };
}

export function apiKeyWith({ apiKeys }: UsagePlanState, id: string | undefined): ApiKeyRecord {
  const key = apiKeys.get(id ?? '');
  if (!key) throw notFound('Invalid API Key identifier specified');
  return key;
}

export function usagePlanWith({ usagePlans }: UsagePlanState, id: string | undefined): UsagePlanRecord {
  const plan = usagePlans.get(id ?? '');
  if (!plan) throw notFound('Invalid Usage Plan ID specified');
  return plan;
}

/** The key of a plan, which must have it. */
export function planKeyWith(
  state: UsagePlanState,
  plan: UsagePlanRecord,
  id: string | undefined,
): ApiKeyRecord {
  if (!plan.keys.has(id ?? '')) throw notFound('Invalid API Key identifier specified');
  return apiKeyWith(state, id);
}

/** Booleans in a query are strings. */
export function isAsked(flag: unknown): boolean {
  const text = String(flag ?? false);
  if (text === 'true' || text === 'false') return text === 'true';
  throw badRequest(`Expected true or false, received ${text}`);
}

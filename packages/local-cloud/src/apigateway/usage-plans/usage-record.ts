import type { QuotaSettings } from '@aws-sdk/client-api-gateway';

/** What a key did and was granted on each day: UTC, `2026-11-22`. */
export interface UsageRecord {
  readonly requests: Map<string, number>;
  /** By how many requests its quota of that day's period was extended. */
  readonly extensions: Map<string, number>;
}

export function noUsage(): UsageRecord {
  return { requests: new Map(), extensions: new Map() };
}

const dayMillis = 24 * 60 * 60 * 1000;

export function countRequest({ requests }: UsageRecord, at: number): void {
  add(requests, dayOf(at), 1);
}

/** Extends a quota, or cuts it, until so much of it remains; with the next period it is the plan's again. */
export function setRemainingQuota(
  quota: QuotaSettings,
  usage: UsageRecord,
  createdAt: number,
  at: number,
  remaining: number,
): void {
  add(usage.extensions, dayOf(at), remaining - unusedQuota(quota, usage, createdAt, at));
}

/** The rest of a quota at a time, in the day, week (from Sunday) or month of that time. */
export function remainingQuota(
  quota: QuotaSettings,
  usage: UsageRecord | undefined,
  createdAt: number,
  at: number,
): number {
  return Math.max(0, unusedQuota(quota, usage, createdAt, at));
}

/** Below zero when the plan's limit was lowered under what is used. */
function unusedQuota(
  quota: QuotaSettings,
  usage: UsageRecord | undefined,
  createdAt: number,
  at: number,
): number {
  const start = periodStart(quota, at);
  let used = 0;
  for (let day = start; day <= at; day += dayMillis) {
    const name = dayOf(day);
    used += (usage?.requests.get(name) ?? 0) - (usage?.extensions.get(name) ?? 0);
  }
  // AWS subtracts the offset in the first period only, which may be shorter.
  const offset = periodStart(quota, createdAt) === start ? (quota.offset ?? 0) : 0;
  return (quota.limit ?? 0) - offset - used;
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Every day from one to another, both included, as its last millisecond. */
export function daysBetween(first: string, last: string): number[] {
  const days: number[] = [];
  for (let day = Date.parse(first); day <= Date.parse(last); day += dayMillis) days.push(day + dayMillis - 1);
  return days;
}

function periodStart({ period }: QuotaSettings, at: number): number {
  const date = new Date(at);
  const midnight = Date.parse(dayOf(at));
  if (period === 'WEEK') return midnight - date.getUTCDay() * dayMillis;
  if (period === 'MONTH') return midnight - (date.getUTCDate() - 1) * dayMillis;
  return midnight;
}

function add(counts: Map<string, number>, day: string, count: number): void {
  counts.set(day, (counts.get(day) ?? 0) + count);
}

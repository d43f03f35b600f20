import type { QuotaSettings } from '@aws-sdk/client-api-gateway';

/** How many requests a key made on each day: UTC, `2026-11-22`. */
export type UsageRecord = Map<string, number>;

const dayMillis = 24 * 60 * 60 * 1000;

export function countRequest(usage: UsageRecord, at: number): void {
  const day = dayOf(at);
  usage.set(day, (usage.get(day) ?? 0) + 1);
}

/** The rest of a quota at a time, in the day, week (from Sunday) or month of that time. */
export function remainingQuota(
  quota: QuotaSettings,
  usage: UsageRecord | undefined,
  createdAt: number,
  at: number,
): number {
  const start = periodStart(quota, at);
  let used = 0;
  for (let day = start; day <= at; day += dayMillis) used += usage?.get(dayOf(day)) ?? 0;
  // AWS subtracts the offset in the first period only, which may be shorter.
  const offset = periodStart(quota, createdAt) === start ? (quota.offset ?? 0) : 0;
  return Math.max(0, (quota.limit ?? 0) - offset - used);
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

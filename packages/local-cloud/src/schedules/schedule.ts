import { parseCron, type Schedule } from './cron.ts';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)` or `cron(0 12 * * ? *)`, in UTC; undefined for what EventBridge refuses.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string): Schedule | undefined {
  const [, fields] = /^cron\((.*)\)$/.exec(expression) ?? [];
  if (fields !== undefined) return parseCron(fields);
  const step = rateMs(expression);
  return step === undefined ? undefined : { next: (time) => time + step };
}

/** The milliseconds of a `rate(…)`. A unit is in the plural unless its number is 1. */
export function rateMs(expression: string): number | undefined {
  const [, number, unit = '', plural] =
    /^rate\(([1-9]\d{0,8}) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const step = Number(number) * (unitMs[unit] ?? Number.NaN);
  return Number.isNaN(step) || (number === '1') !== (plural === '') ? undefined : step;
}

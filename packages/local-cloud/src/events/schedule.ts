import { parseCron, type Schedule } from './cron.ts';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)` or `cron(0 12 * * ? *)`, in UTC; undefined for what EventBridge refuses. A unit is in the plural
 * unless its number is 1. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string): Schedule | undefined {
  const [, kind, text = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'cron') return parseCron(text);
  const [, number, unit = '', plural] = /^([1-9]\d{0,8}) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const step = Number(number) * (unitMs[unit] ?? Number.NaN);
  if (kind !== 'rate' || Number.isNaN(step) || (number === '1') !== (plural === '')) return undefined;
  return { next: (time) => time + step };
}

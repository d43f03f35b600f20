import { parse } from 'chrono-node/en';
import { UsageError } from './usage-error.ts';

/**
 * Milliseconds since 1970 of a time as people write it: ISO 8601, seconds or milliseconds since 1970, `now`, `5m`,
 * `1h ago`, `2d`, `yesterday`, `yesterday 14:00 UTC`. Without a zone it is the machine's; a day alone is its first
 * moment. Throws a `UsageError` that names the option.
 */
export function parseTime(text: string, option: string, now = Date.now()): number {
  const trimmed = text.trim();
  if (/^\d{9,10}$/.test(trimmed)) return Number(trimmed) * 1000;
  if (/^\d{12,13}$/.test(trimmed)) return Number(trimmed);
  const isSpan = /^(\d+(\.\d+)?\s*[a-z]+\s*)+$/i.test(trimmed);
  const spoken = isSpan ? `${trimmed} ago` : trimmed;
  const [found, ...others] = parse(spoken, { instant: new Date(now) });
  if (!found || others.length > 0 || found.text !== spoken || found.end) throw invalidTime(text, option);
  const isDay = !found.start.isCertain('hour') && !/\b(ago|now)$/i.test(spoken);
  if (!isDay) return found.start.date().getTime();
  return found.start.date().setHours(0, 0, 0, 0);
}

function invalidTime(text: string, option: string): UsageError {
  return new UsageError(
    `Expected a time for ${option}, such as 5m, '1h ago', 2d, yesterday, now, 2026-11-28T14:00Z, '2026-11-28 14:00 +01:00' or 1795874400, received ${JSON.stringify(text)}.`,
  );
}

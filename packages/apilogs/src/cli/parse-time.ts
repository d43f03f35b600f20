import { parse } from 'chrono-node/en';
import { offsetAt, takeZone, timeInZone } from './time-zone.ts';
import { UsageError } from './usage-error.ts';

/**
 * Milliseconds since 1970 of a time as people write it: ISO 8601, seconds or milliseconds since 1970, `now`, `5m`,
 * `1h ago`, `2d`, `yesterday`, `yesterday 14:00 UTC`, `2026-11-28T14:00[Europe/Berlin]`. Without a zone it is the
 * machine's; a day alone is its first moment. Throws a `UsageError` that names the option.
 */
export function parseTime(text: string, option: string, now = Date.now()): number {
  const trimmed = text.trim();
  if (/^\d{9,10}(\.\d+)?$/.test(trimmed)) return Math.floor(Number(trimmed) * 1000);
  if (/^\d{12,13}$/.test(trimmed)) return Number(trimmed);
  const time = parseWords(trimmed, now);
  if (time === undefined) throw invalidTime(text, option);
  return time;
}

function parseWords(text: string, now: number): number | undefined {
  const { words, zone } = takeZone(text);
  const isSpan = /^(\d+(\.\d+)?\s*[a-z]+\s*)+$/i.test(words);
  // Some programs print nine digits of a second.
  const spoken = isSpan ? `${words} ago` : words.replace(/(:\d\d\.\d{3})\d+/, '$1');
  const reference = { instant: new Date(now), timezone: offsetAt(now, zone) / 60_000 };
  const [found, ...others] = parse(spoken, reference);
  if (!found || others.length > 0 || found.text !== spoken || found.end) return undefined;
  return /\b(ago|now)$/i.test(spoken) ? found.start.date().getTime() : timeOf(found.start, zone);
}

type Found = ReturnType<typeof parse>[number]['start'];

function timeOf(found: Found, zone: string): number {
  const part = (name: Parameters<Found['get']>[0]) => found.get(name) ?? 0;
  const day = Date.UTC(part('year'), part('month') - 1, part('day'));
  const seconds = (part('hour') * 60 + part('minute')) * 60 + part('second');
  const local = found.isCertain('hour') ? day + seconds * 1000 + part('millisecond') : day;
  return found.isCertain('timezoneOffset')
    ? local - part('timezoneOffset') * 60_000
    : timeInZone(local, zone);
}

function invalidTime(text: string, option: string): UsageError {
  return new UsageError(
    `Expected a time for ${option}, such as 5m, '1h ago', 2d, yesterday, now, 2026-11-28T14:00Z, '2026-11-28 14:00 +01:00', '2026-11-28 14:00 Europe/Berlin' or 1795874400, received ${JSON.stringify(text)}.`,
  );
}

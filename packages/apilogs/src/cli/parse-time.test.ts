import { expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

const now = Date.parse('2026-11-28T20:00:00.500Z');
const minute = 60_000;
const startOfDay = (daysAgo: number) => {
  const date = new Date(now);
  date.setDate(date.getDate() - daysAgo);
  return date.setHours(0, 0, 0, 0);
};

it.each([
  ['now', now],
  ['5m', now - 5 * minute],
  ['5m ago', now - 5 * minute],
  ['1h ago', now - 60 * minute],
  ['1h30m ago', now - 90 * minute],
  ['2d', now - 2 * 24 * 60 * minute],
  [' 2 weeks ago ', now - 14 * 24 * 60 * minute],
  ['yesterday', startOfDay(1)],
  ['today', startOfDay(0)],
  ['2026-11-20', new Date(2026, 10, 20).getTime()],
  ['2026-11-28T14:00:00.250Z', Date.parse('2026-11-28T14:00:00.250Z')],
  ['2026-11-28 14:00 +01:00', Date.parse('2026-11-28T13:00:00Z')],
  ['2026-11-28 14:00 CET', Date.parse('2026-11-28T13:00:00Z')],
  ['2026-11-28T14:00', new Date(2026, 10, 28, 14).getTime()],
  ['1795874400', 1_795_874_400_000],
  ['1795874400123', 1_795_874_400_123],
])('reads %j', (text, expected) => {
  expect(parseTime(text, '--start', now)).toBe(expected);
});

it.each([
  '',
  'banana',
  '5 bananas ago',
  '2026-13-45',
  '25:00',
  '1h ago please',
  '5x',
  '10:00 to 11:00',
  '14:00 Europe/Berlin',
])('explains what is wrong with %j', (text) => {
  expect(() => parseTime(text, '--end', now)).toThrow(
    `Expected a time for --end, such as 5m, '1h ago', 2d, yesterday, now, 2026-11-28T14:00Z, '2026-11-28 14:00 +01:00' or 1795874400, received ${JSON.stringify(text)}.`,
  );
});

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
  ['1795874400.5', 1_795_874_400_500],
  ['2026-11-28T14:00:00.123456789Z', Date.parse('2026-11-28T14:00:00.123Z')],
  ['yesterday UTC', Date.parse('2026-11-27')],
  ['yesterday +05:30', Date.parse('2026-11-27T18:30:00Z')],
  ['2026-01-01T10:00[Europe/Berlin]', Date.parse('2026-01-01T09:00:00Z')],
  ['2026-07-01T10:00:00+02:00[Europe/Berlin]', Date.parse('2026-07-01T08:00:00Z')],
  ['2026-07-01 10:00 America/Argentina/Buenos_Aires', Date.parse('2026-07-01T13:00:00Z')],
  ['2026-07-01 10:00 Asia/Kolkata', Date.parse('2026-07-01T04:30:00Z')],
  ['2026-07-01 Europe/Berlin', Date.parse('2026-06-30T22:00:00Z')],
  // It is the 29th in Tokyo.
  ['yesterday Asia/Tokyo', Date.parse('2026-11-27T15:00:00Z')],
  ['yesterday 14:00 America/New_York', Date.parse('2026-11-27T19:00:00Z')],
])('reads %j', (text, expected) => {
  expect(parseTime(text, '--start', now)).toBe(expected);
});

it.each([
  ['Europe/Berlin', '2026-03-28', '2026-10-24'],
  ['America/New_York', '2026-03-07', '2026-10-31'],
  // Clocks are set by half an hour.
  ['Australia/Lord_Howe', '2026-04-04', '2026-10-03'],
])('reads each hour as the clocks of %s show it, around %s and %s', (zone, ...days) => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  for (const day of days) {
    for (let hour = 0; hour < 48; hour += 1) {
      const shown = clock.format(Date.parse(day) + hour * 60 * minute);
      expect(clock.format(parseTime(`${shown} ${zone}`, '--start', now))).toBe(shown);
    }
  }
});

it.each([
  ['the first of two when clocks are set back', '2026-10-25T02:30[Europe/Berlin]', '2026-10-25T00:30:00Z'],
  [
    'on from before when they are set forward and leave it out',
    '2026-03-29T02:30[Europe/Berlin]',
    '2026-03-29T01:30:00Z',
  ],
  ['a day of 23 hours from its first moment', '2026-03-29[Europe/Berlin]', '2026-03-28T23:00:00Z'],
])('accepts %s', (_, text, expected) => {
  expect(parseTime(text, '--start', now)).toBe(Date.parse(expected));
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
  '14:00 Europe/Atlantis',
  '14:00[Berlin]',
  'Europe/Berlin',
])('explains what is wrong with %j', (text) => {
  expect(() => parseTime(text, '--end', now)).toThrow(
    `Expected a time for --end, such as 5m, '1h ago', 2d, yesterday, now, 2026-11-28T14:00Z, '2026-11-28 14:00 +01:00', '2026-11-28 14:00 Europe/Berlin' or 1795874400, received ${JSON.stringify(text)}.`,
  );
});

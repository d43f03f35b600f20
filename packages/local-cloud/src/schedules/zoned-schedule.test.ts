import { describe, expect, it } from 'vitest';
import { isTimezone, parseZonedSchedule } from './zoned-schedule.ts';

function firstTimes(
  expression: string,
  count: number,
  settings: { timezone?: string; from?: string; end?: string } = {},
) {
  const { timezone = 'Europe/Berlin', from = '2026-03-27T00:00:00Z' } = settings;
  const end = settings.end === undefined ? undefined : Date.parse(settings.end);
  const start = Date.parse(from);
  const schedule = parseZonedSchedule({ expression, timezone, start, end });
  const times: string[] = [];
  for (let time = schedule?.next(start - 1); time !== undefined && times.length < count; ) {
    times.push(new Date(time).toISOString().slice(0, 16));
    time = schedule?.next(time);
  }
  return times;
}

describe('a schedule in a time zone', () => {
  it('keeps its wall-clock time in summer and winter', () => {
    expect(firstTimes('cron(0 8 * * ? *)', 4)).toEqual([
      '2026-03-27T07:00',
      '2026-03-28T07:00',
      '2026-03-29T06:00',
      '2026-03-30T06:00',
    ]);
  });

  it('leaves out a time that the clock leaves out', () => {
    expect(firstTimes('cron(30 2 * * ? *)', 3)).toEqual([
      '2026-03-27T01:30',
      '2026-03-28T01:30',
      '2026-03-30T00:30',
    ]);
  });

  it('fires once at a time that the clock repeats', () => {
    expect(firstTimes('cron(30 2 * * ? *)', 3, { from: '2026-10-24T00:00:00Z' })).toEqual([
      '2026-10-24T00:30',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('fires once for at()', () => {
    expect(firstTimes('at(2026-07-01T12:00:00)', 3)).toEqual(['2026-07-01T10:00']);
    expect(firstTimes('at(2026-01-01T12:00:00)', 3)).toEqual([]);
    expect(firstTimes('at(2026-07-01T12:00:00)', 3, { timezone: 'Asia/Kolkata' })).toEqual([
      '2026-07-01T06:30',
    ]);
  });

  it('fires at its rate from its start to its end', () => {
    expect(firstTimes('rate(12 hours)', 9, { end: '2026-03-28T00:00:00Z' })).toEqual([
      '2026-03-27T00:00',
      '2026-03-27T12:00',
      '2026-03-28T00:00',
    ]);
  });

  it.each(['at(tomorrow)', 'at(2026-13-01T00:00:00)', 'rate(5 minute)', 'cron(0 8 * * *)', ''])(
    'refuses %j',
    (expression) => expect(firstTimes(expression, 1)).toEqual([]),
  );

  it('knows the names of time zones', () => {
    expect(['UTC', 'America/New_York', 'Mars/Olympus'].map(isTimezone)).toEqual([true, true, false]);
  });
});

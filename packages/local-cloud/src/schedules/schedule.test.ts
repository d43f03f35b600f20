import { describe, expect, it } from 'vitest';
import { parseSchedule } from './schedule.ts';

// A Wednesday.
const start = Date.parse('2026-07-01T10:30:20.500Z');

function firstTimes(expression: string, count: number): string[] {
  const schedule = parseSchedule(expression);
  const times: string[] = [];
  for (let time: number | undefined = start; times.length < count; ) {
    time = schedule?.next(time);
    if (time === undefined) break;
    times.push(new Date(time).toISOString());
  }
  return times;
}

describe('a rate', () => {
  it('counts from its start', () => {
    expect(firstTimes('rate(5 minutes)', 2)).toEqual([
      '2026-07-01T10:35:20.500Z',
      '2026-07-01T10:40:20.500Z',
    ]);
    expect(firstTimes('rate(1 hour)', 1)).toEqual(['2026-07-01T11:30:20.500Z']);
    expect(firstTimes('rate(2 days)', 1)).toEqual(['2026-07-03T10:30:20.500Z']);
  });

  it.each(['rate(1 minutes)', 'rate(5 minute)', 'rate(0 minutes)', 'rate(5)', 'rate(1 week)', '5 minutes'])(
    '%s is invalid',
    (expression) => expect(parseSchedule(expression)).toBeUndefined(),
  );
});

describe('a cron expression', () => {
  it.each([
    ['0 12 * * ? *', ['2026-07-01T12:00', '2026-07-02T12:00']],
    ['0/15 * * * ? *', ['2026-07-01T10:45', '2026-07-01T11:00']],
    ['*/20 10 * * ? *', ['2026-07-01T10:40', '2026-07-02T10:00']],
    ['0 18 ? * MON-FRI *', ['2026-07-01T18:00', '2026-07-02T18:00']],
    ['0 8 ? * 1 *', ['2026-07-05T08:00', '2026-07-12T08:00']],
    ['0 8 ? * FRI-SUN *', ['2026-07-03T08:00', '2026-07-04T08:00', '2026-07-05T08:00', '2026-07-10T08:00']],
    ['0 8 1 JAN,mar ? *', ['2027-01-01T08:00', '2027-03-01T08:00']],
    ['0 0 L * ? *', ['2026-07-31T00:00', '2026-08-31T00:00', '2026-09-30T00:00']],
    ['0 0 L 2 ? *', ['2027-02-28T00:00', '2028-02-29T00:00']],
    ['0 0 1W * ? *', ['2026-08-03T00:00', '2026-09-01T00:00']],
    ['0 0 31W * ? *', ['2026-07-31T00:00', '2026-08-31T00:00', '2026-10-30T00:00']],
    ['0 0 ? * 6L *', ['2026-07-31T00:00', '2026-08-28T00:00']],
    ['0 0 ? * 3#2 *', ['2026-07-14T00:00', '2026-08-11T00:00']],
    ['0 0 ? * L *', ['2026-07-04T00:00', '2026-07-11T00:00']],
    ['0 0 1 1 ? 2030/2', ['2030-01-01T00:00', '2032-01-01T00:00']],
    ['0 22-1 * * ? *', ['2026-07-01T22:00', '2026-07-01T23:00', '2026-07-02T00:00', '2026-07-02T01:00']],
  ])('%s fires in UTC', (fields, times) => {
    expect(firstTimes(`cron(${fields})`, times.length)).toEqual(times.map((time) => `${time}:00.000Z`));
  });

  it('ends with its last year', () => {
    expect(firstTimes('cron(0 0 1 1 ? 2025-2027)', 2)).toEqual(['2027-01-01T00:00:00.000Z']);
    expect(firstTimes('cron(0 0 31 2 ? *)', 1)).toEqual([]);
  });

  it.each([
    '0 12 * * *',
    '0 12 * * * *',
    '0 12 ? * ? *',
    '60 12 * * ? *',
    '0 24 * * ? *',
    '0 12 32 * ? *',
    '0 12 ? * 0 *',
    '0 12 ? * 3#6 *',
    '0 12 ? * MOON *',
    '0 12 * * ? 1969',
    '0 12 */0 * ? *',
    '1, 12 * * ? *',
    'a b c d e f',
  ])('%s is invalid', (fields) => expect(parseSchedule(`cron(${fields})`)).toBeUndefined());
});

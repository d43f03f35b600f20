import { describe, expect, it } from 'vitest';
import { logOfFunction } from './deployed-function.ts';
import { post } from './request.ts';

const uuid = expect.stringMatching(/^[\da-f-]{36}$/);
const good = { times: [5, 6, 6], events: [1, 0, 1], values_by_record: [[2, 1, 3]] };
const long = Array.from({ length: 10_001 }, () => 1);

const refusals: [string, unknown, string][] = [
  ['shorter events', { ...good, events: [1, 0] }, 'expected as many events as times (3), received 2'],
  ['longer events', { ...good, events: [1, 0, 1, 1] }, 'expected as many events as times (3), received 4'],
  [
    'a shorter row',
    {
      ...good,
      values_by_record: [
        [2, 1, 3],
        [2, 1],
      ],
    },
    'expected as many values as times (3) for values_by_record[1], received 2',
  ],
  [
    'no event at all',
    { ...good, events: [0, 0, 0] },
    'need samples with events: expected at least one 1 in events',
  ],
  [
    'one sample',
    { times: [5], events: [1], values_by_record: [[2]] },
    'expected at least 2 samples, received 1',
  ],
  ['no sample', { times: [], events: [], values_by_record: [[]] }, 'expected at least 2 samples, received 0'],
  [
    'a text among the values',
    {
      ...good,
      values_by_record: [
        [2, 1, 3],
        [2, 'NA', 3],
      ],
    },
    'expected a finite number for values_by_record[1][1], received a string',
  ],
  [
    'null among the times',
    { ...good, times: [5, null, 6] },
    'expected a finite number for times[1], received null',
  ],
  [
    'a number beyond all doubles',
    '{"times": [5, 6, 6], "events": [1, 0, 1], "values_by_record": [[2, 1, 1e999]]}',
    'expected a finite number for values_by_record[0][2], received a number too large for a double',
  ],
  ['another event', { ...good, events: [1, 2, 0] }, 'expected 0 or 1 for events[1], received another number'],
  [
    'true for an event',
    { ...good, events: [true, 1, 0] },
    'expected a finite number for events[0], received a boolean',
  ],
  [
    'a negative time',
    { ...good, times: [5, -6, 6] },
    'expected a number from 0 up for times[1], received a negative number',
  ],
  ['no gene', { ...good, values_by_record: [] }, 'expected at least 1 gene in values_by_record, received 0'],
  [
    'no values',
    { times: [5], events: [1] },
    'expected an array of arrays of numbers for values_by_record, received nothing',
  ],
  [
    'an object for the times',
    { ...good, times: {} },
    'expected an array of numbers for times, received an object',
  ],
  [
    'a flat row',
    { ...good, values_by_record: [2, 1, 3] },
    'expected an array of numbers for values_by_record[0], received another number',
  ],
  [
    '10,001 samples',
    { times: long, events: long, values_by_record: [long] },
    'expected at most 10000 samples, received 10001',
  ],
  [
    '501 genes',
    { ...good, values_by_record: Array.from({ length: 501 }, () => [2, 1, 3]) },
    'expected at most 500 genes, received 501',
  ],
  [
    'names of patients',
    { ...good, patients: ['a', 'b', 'c'] },
    'expected only the fields times, events, values_by_record, detail, received 1 more',
  ],
  ['another detail', { ...good, detail: 'all' }, 'expected true or false for detail, received a string'],
  ['nothing', {}, 'expected an array of numbers for times, received nothing'],
  ['an empty body', '', 'expected an array of numbers for times, received nothing'],
];

describe('the function', () => {
  it.each(refusals)('refuses %s', async (_, body, message) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 'StatisticsError', message, 'request-id': uuid });
  });

  it('logs nothing of what it was sent', async () => {
    await post({ times: [123456.5, 123456.5], events: [1, 1], values_by_record: [[654321.5, 654321.25]] });
    await post({ ...good, times: [5, -123456, 6], 'patient-name-to-hide': 1 });
    await post({ ...good, times: [5, -123456, 6] });
    await post({ ...good, events: [1, 654321, 'patient-name-to-hide'] });
    const text = (await logOfFunction()).join('');
    expect(text).toContain('START RequestId');
    expect(text).not.toMatch(/123456|654321|patient-name/);
  });
});

describe('the gateway', () => {
  it.each([
    ['text that is no JSON', '{"times": [1,'],
    ['an array', []],
    ['a text', '"times"'],
    ['null', 'null'],
  ])('refuses %s, with the same three fields', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code: 'BadRequest',
      message: 'Invalid request body',
      'request-id': response.headers.get('x-amzn-requestid'),
    });
  });

  it('refuses more than the function could be sent', async () => {
    const response = await post(`{"times": [${'1, '.repeat(2_200_000)}1]}`);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      code: 'REQUEST_TOO_LARGE',
      message: 'Request Too Long',
      'request-id': uuid,
    });
  });

  it('refuses other content types', async () => {
    const response = await post(good, { 'content-type': 'text/csv' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', 'request-id': uuid });
  });
});

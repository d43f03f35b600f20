import type { GetLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createLogs, type Logs } from '../logs.ts';

const names = { logGroupName: '/aws/lambda/notes', logStreamName: 'one' };
let logs: Logs;

beforeEach(() => {
  logs = createLogs(defaultAccount);
  write([1000, 2000, 3000, 4000, 5000]);
  logs.write(names.logGroupName, 'two', [{ timestamp: 2500, message: 'of another stream' }]);
});

function write(timestamps: readonly number[]): void {
  const events = timestamps.map((timestamp) => ({ timestamp, message: `at ${timestamp}` }));
  logs.write(names.logGroupName, names.logStreamName, events);
}

function page(input: Partial<GetLogEventsCommandInput>) {
  const output = logs.operations.GetLogEvents({ ...names, ...input });
  return { times: output.events?.map(({ timestamp }) => timestamp), ...output };
}

describe('GetLogEvents', () => {
  it('returns the newest events in the order of time unless asked for the head', () => {
    expect(page({ limit: 2 }).times).toEqual([4000, 5000]);
    expect(page({ limit: 2, startFromHead: true }).times).toEqual([1000, 2000]);
  });

  it('includes startTime and excludes endTime', () => {
    expect(page({ startTime: 2000, endTime: 4000 }).times).toEqual([2000, 3000]);
  });

  it('pages forward to the end, where the same token comes back until there is more', () => {
    const first = page({ limit: 3, startFromHead: true });
    const second = page({ limit: 3, nextToken: first.nextForwardToken });
    const end = page({ limit: 3, nextToken: second.nextForwardToken });
    expect(second.times).toEqual([4000, 5000]);
    expect(end.times).toEqual([]);
    expect(end.nextForwardToken).toBe(second.nextForwardToken);
    write([6000]);
    expect(page({ nextToken: end.nextForwardToken }).times).toEqual([6000]);
  });

  it('pages backward to the beginning, where the same token comes back', () => {
    const last = page({ limit: 3 });
    const earlier = page({ limit: 3, nextToken: last.nextBackwardToken });
    const beginning = page({ limit: 3, nextToken: earlier.nextBackwardToken });
    expect(earlier.times).toEqual([1000, 2000]);
    expect(beginning.times).toEqual([]);
    expect(beginning.nextBackwardToken).toBe(earlier.nextBackwardToken);
  });

  it('changes its direction at a token without repeating or losing an event', () => {
    const first = page({ limit: 2, startFromHead: true });
    const second = page({ limit: 2, nextToken: first.nextForwardToken });
    expect(page({ nextToken: second.nextBackwardToken }).times).toEqual([1000, 2000]);
  });

  it('keeps events of the same millisecond in the order they came, across pages', () => {
    logs.write(names.logGroupName, 'burst', [
      { timestamp: 1, message: 'a' },
      { timestamp: 1, message: 'b' },
      { timestamp: 1, message: 'c' },
    ]);
    const burst = { logStreamName: 'burst', limit: 1, startFromHead: true };
    const first = page(burst);
    const second = page({ ...burst, nextToken: first.nextForwardToken });
    const third = page({ ...burst, nextToken: second.nextForwardToken });
    const messages = [first, second, third].map(({ events }) => events?.[0]?.message);
    expect(messages).toEqual(['a', 'b', 'c']);
  });

  it('puts events that came late where their time belongs', () => {
    write([1500]);
    expect(page({ limit: 3, startFromHead: true }).times).toEqual([1000, 1500, 2000]);
  });

  it('ends a page at a megabyte of text', () => {
    const message = 'x'.repeat(400_000);
    const events = [1, 2, 3, 4].map((timestamp) => ({ timestamp, message }));
    logs.write(names.logGroupName, 'big', events);
    expect(page({ logStreamName: 'big', startFromHead: true }).times).toEqual([1, 2, 3]);
  });

  it('writes its tokens as AWS does and refuses invalid ones', () => {
    expect(page({}).nextForwardToken).toMatch(/^f\/\d{56}\/s$/);
    expect(page({}).nextBackwardToken).toMatch(/^b\/\d{56}\/s$/);
    expect(() => page({ nextToken: 'f/1/s' })).toThrow('The specified nextToken is invalid.');
  });

  it('reports a group or stream that does not exist', () => {
    expect(() => page({ logGroupName: 'absent' })).toThrow('The specified log group does not exist.');
    expect(() => page({ logStreamName: 'absent' })).toThrow('The specified log stream does not exist.');
  });

  it.each([0, 10_001, 1.5])('refuses a limit of %j', (limit) => {
    expect(() => page({ limit })).toThrow(/^1 validation error detected: Value '[\d.]+' at 'limit'/);
  });
});

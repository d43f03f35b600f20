import type { FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createLogs, type Logs } from '../logs.ts';

const logGroupName = 'API-Gateway-Execution-Logs_abc/dev';
let logs: Logs;

beforeEach(() => {
  logs = createLogs(defaultAccount);
  logs.write(logGroupName, 'a/1', [
    { timestamp: 1000, message: 'START one' },
    { timestamp: 3000, message: 'ERROR three' },
  ]);
  logs.write(logGroupName, 'a/2', [
    { timestamp: 2000, message: 'START two' },
    { timestamp: 4000, message: 'ERROR four' },
  ]);
  logs.write(logGroupName, 'b', [{ timestamp: 2500, message: 'ERROR between' }]);
});

function filter(input: Partial<FilterLogEventsCommandInput> = {}) {
  const output = logs.operations.FilterLogEvents({ logGroupName, ...input });
  return { ...output, times: output.events?.map(({ timestamp }) => timestamp) };
}

describe('FilterLogEvents', () => {
  it('interleaves the streams by time', () => {
    const { events, times } = filter();
    expect(times).toEqual([1000, 2000, 2500, 3000, 4000]);
    expect(events?.map(({ logStreamName }) => logStreamName)).toEqual(['a/1', 'a/2', 'b', 'a/1', 'a/2']);
  });

  it('includes startTime and endTime', () => {
    expect(filter({ startTime: 2000, endTime: 3000 }).times).toEqual([2000, 2500, 3000]);
  });

  it('finds text', () => {
    expect(filter({ filterPattern: 'ERROR -between' }).times).toEqual([3000, 4000]);
  });

  it('keeps to the streams of a list or of a prefix', () => {
    expect(filter({ logStreamNames: ['a/1', 'b'] }).times).toEqual([1000, 2500, 3000]);
    expect(filter({ logStreamNamePrefix: 'a/' }).times).toEqual([1000, 2000, 3000, 4000]);
  });

  it('continues where a page ended, with no token after the last', () => {
    const first = filter({ filterPattern: 'ERROR', limit: 2 });
    const second = filter({ filterPattern: 'ERROR', limit: 2, nextToken: first.nextToken });
    expect(first.times).toEqual([2500, 3000]);
    expect(second.times).toEqual([4000]);
    expect(second.nextToken).toBeUndefined();
  });

  it('gives every event an id that orders as the events do', () => {
    const ids = filter().events?.map(({ eventId }) => eventId ?? '') ?? [];
    expect(new Set(ids).size).toBe(5);
    expect([...ids].sort()).toEqual(ids);
    expect(ids[0]).toMatch(/^\d{56}$/);
  });

  it('looks at no more than 100,000 events a call, and returns a token for the rest', () => {
    const noise = Array.from({ length: 100_000 }, () => ({ timestamp: 5000, message: 'noise' }));
    logs.write(logGroupName, 'b', [...noise, { timestamp: 6000, message: 'needle' }]);
    const first = filter({ filterPattern: 'needle', startTime: 5000 });
    expect(first.times).toEqual([]);
    const second = filter({ filterPattern: 'needle', startTime: 5000, nextToken: first.nextToken });
    expect(second.times).toEqual([6000]);
  });

  it('accepts the ARN of a group', () => {
    const { logGroups = [] } = logs.operations.DescribeLogGroups({});
    const byArn = { logGroupName: undefined, logGroupIdentifier: logGroups[0]?.logGroupArn };
    expect(filter(byArn).times).toHaveLength(5);
  });

  it('refuses both ways to choose streams at once, unknown streams and invalid tokens', () => {
    expect(() => filter({ logStreamNames: ['b'], logStreamNamePrefix: 'b' })).toThrow('received both');
    expect(() => filter({ logStreamNames: ['c'] })).toThrow('The specified log stream does not exist.');
    expect(() => filter({ nextToken: 'x' })).toThrow('The specified nextToken is invalid.');
  });
});

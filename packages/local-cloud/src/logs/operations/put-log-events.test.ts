import type { InputLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createLogs, type Logs } from '../logs.ts';

const names = { logGroupName: 'g', logStreamName: 's' };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let logs: Logs;

beforeEach(() => {
  logs = createLogs(defaultAccount);
  logs.operations.CreateLogGroup({ logGroupName: 'g' });
  logs.operations.CreateLogStream(names);
});

function put(logEvents: InputLogEvent[]) {
  return logs.operations.PutLogEvents({ ...names, logEvents });
}

function messages(): (string | undefined)[] | undefined {
  return logs.operations.GetLogEvents(names).events?.map(({ message }) => message);
}

describe('PutLogEvents', () => {
  it('keeps the events and notes their times in the stream', () => {
    const now = Date.now();
    const { rejectedLogEventsInfo } = put([
      { timestamp: now - 5, message: 'naïve ☕' },
      { timestamp: now, message: 'later' },
    ]);
    expect(rejectedLogEventsInfo).toBeUndefined();
    expect(messages()).toEqual(['naïve ☕', 'later']);
    const { logStreams } = logs.operations.DescribeLogStreams({ logGroupName: 'g' });
    expect(logStreams?.[0]).toMatchObject({ firstEventTimestamp: now - 5, lastEventTimestamp: now });
  });

  it('rejects events of more than 14 days ago and more than two hours ahead, and says which', () => {
    const now = Date.now();
    const old = put([
      { timestamp: now - 14 * dayMs - 1000, message: 'too old' },
      { timestamp: now - 14 * dayMs + hourMs, message: 'old' },
    ]);
    const ahead = put([
      { timestamp: now, message: 'now' },
      { timestamp: now + 3 * hourMs, message: 'too new' },
    ]);
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    expect(ahead.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    expect(messages()).toEqual(['old', 'now']);
  });

  it('rejects events older than the retention of the group', () => {
    logs.operations.PutRetentionPolicy({ logGroupName: 'g', retentionInDays: 1 });
    const { rejectedLogEventsInfo } = put([{ timestamp: Date.now() - 2 * dayMs, message: 'gone' }]);
    expect(rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
    expect(messages()).toEqual([]);
  });

  it('accepts events of one megabyte with their overhead of 26 bytes, and no more', () => {
    const timestamp = Date.now();
    expect(() => put([{ timestamp, message: 'é'.repeat(524_276) }])).toThrow(
      'Log event too large: 1048578 bytes exceeds limit of 1048576',
    );
    put([{ timestamp, message: 'é'.repeat(524_275) }]);
    expect(messages()?.[0]).toHaveLength(524_275);
  });

  it('refuses a batch of more than one megabyte', () => {
    const event = { timestamp: Date.now(), message: 'x'.repeat(524_263) };
    expect(() => put([event, event])).toThrow('Upload too large: 1048578 bytes exceeds limit of 1048576');
  });

  it('accepts 10,000 events and no more', () => {
    const event = { timestamp: Date.now(), message: 'x' };
    put(Array.from({ length: 10_000 }, () => event));
    expect(() => put(Array.from({ length: 10_001 }, () => event))).toThrow(
      'Member must have length less than or equal to 10000',
    );
  });

  it('refuses events out of order, or of more than a day', () => {
    const now = Date.now();
    const at = (timestamp: number) => ({ timestamp, message: 'x' });
    expect(() => put([at(now), at(now - 1)])).toThrow('must be in chronological order');
    expect(() => put([at(now - dayMs - 1), at(now)])).toThrow('cannot span more than 24 hours');
  });

  it('refuses an empty list, an empty message and a missing time', () => {
    expect(() => put([])).toThrow("Value '[]' at 'logEvents'");
    expect(() => put([{ timestamp: 1, message: '' }])).toThrow("at 'logEvents.1.member.message'");
    expect(() => put([{ timestamp: undefined, message: 'x' }])).toThrow("at 'logEvents.1.member.timestamp'");
  });

  it('does not create the stream', () => {
    const missing = { ...names, logStreamName: 'absent', logEvents: [{ timestamp: 1, message: 'x' }] };
    expect(() => logs.operations.PutLogEvents(missing)).toThrow('The specified log stream does not exist.');
  });
});

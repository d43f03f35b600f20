import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { createLogs, type Logs } from './logs.ts';

let logs: Logs;

beforeEach(() => {
  logs = createLogs(defaultAccount);
});

function groupNames(input: Parameters<Logs['operations']['DescribeLogGroups']>[0]) {
  return logs.operations.DescribeLogGroups(input).logGroups?.map(({ logGroupName }) => logGroupName);
}

describe('log groups', () => {
  it('are described with both forms of their ARN', () => {
    logs.operations.CreateLogGroup({ logGroupName: '/aws/lambda/f' });
    const { logGroups } = logs.operations.DescribeLogGroups({});
    expect(logGroups).toEqual([
      {
        logGroupName: '/aws/lambda/f',
        creationTime: expect.any(Number),
        retentionInDays: undefined,
        metricFilterCount: 0,
        arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:*',
        logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f',
        storedBytes: 0,
        logGroupClass: 'STANDARD',
        deletionProtectionEnabled: false,
      },
    ]);
  });

  it('are found by prefix, or case-insensitively by a part of the name, in pages by name', () => {
    for (const logGroupName of ['b/Two', 'a/one', 'b/one']) logs.operations.CreateLogGroup({ logGroupName });
    expect(groupNames({ logGroupNamePrefix: 'b/' })).toEqual(['b/Two', 'b/one']);
    expect(groupNames({ logGroupNamePattern: 'TWO' })).toEqual(['b/Two']);
    expect(
      logs.operations.DescribeLogGroups({ logGroupNamePattern: 'two' }).logGroups?.[0],
    ).not.toHaveProperty('storedBytes');
    const { nextToken } = logs.operations.DescribeLogGroups({ limit: 2 });
    expect(groupNames({ limit: 2 })).toEqual(['a/one', 'b/Two']);
    expect(groupNames({ limit: 2, nextToken })).toEqual(['b/one']);
    expect(() => groupNames({ nextToken: 'zzz' })).toThrow('The specified nextToken is invalid.');
    for (const logGroupNamePrefix of ['a b', '']) {
      expect(() => groupNames({ logGroupNamePrefix })).toThrow(
        `Value '${logGroupNamePrefix}' at 'logGroupNamePrefix' failed to satisfy constraint`,
      );
    }
    expect(() => groupNames({ logGroupNamePrefix: 'a', logGroupNamePattern: 'a' })).toThrow(
      'mutually exclusive',
    );
  });

  it('cannot be created twice', () => {
    logs.operations.CreateLogGroup({ logGroupName: 'g' });
    expect(() => logs.operations.CreateLogGroup({ logGroupName: 'g' })).toThrow(
      expect.objectContaining({
        code: 'ResourceAlreadyExistsException',
        message: 'The specified log group already exists',
      }),
    );
  });

  it('lose their events when they are deleted', () => {
    logs.write('g', 's', [{ timestamp: 1, message: 'x' }]);
    logs.operations.DeleteLogGroup({ logGroupName: 'g' });
    expect(() => logs.operations.DeleteLogGroup({ logGroupName: 'g' })).toThrow(
      'The specified log group does not exist.',
    );
    logs.write('g', 's', []);
    expect(logs.operations.FilterLogEvents({ logGroupName: 'g' }).events).toEqual([]);
  });

  it.each([
    [undefined, "Value null at 'logGroupName' failed to satisfy constraint: Member must not be null"],
    ['', 'Member must have length greater than or equal to 1'],
    ['a b', 'Member must satisfy regular expression pattern: [.\\-_/#A-Za-z0-9]+'],
    ['x'.repeat(513), 'Member must have length less than or equal to 512'],
  ])('refuse the name %j', (logGroupName, message) => {
    expect(() => logs.operations.CreateLogGroup({ logGroupName })).toThrow(message);
  });

  it('keep one of the retentions that AWS offers, until it is deleted', () => {
    const logGroupName = 'g';
    const retention = () => logs.operations.DescribeLogGroups({}).logGroups?.[0]?.retentionInDays;
    logs.operations.CreateLogGroup({ logGroupName });
    logs.operations.PutRetentionPolicy({ logGroupName, retentionInDays: 14 });
    expect(retention()).toBe(14);
    expect(() => logs.operations.PutRetentionPolicy({ logGroupName, retentionInDays: 2 })).toThrow(
      "Value '2' at 'retentionInDays'",
    );
    logs.operations.DeleteRetentionPolicy({ logGroupName });
    expect(retention()).toBeUndefined();
  });

  it('carry tags', () => {
    logs.operations.CreateLogGroup({ logGroupName: 'g', tags: { stage: 'dev', owner: 'me' } });
    const resourceArn = 'arn:aws:logs:us-east-1:000000000000:log-group:g';
    logs.operations.TagResource({ resourceArn, tags: { stage: 'prod' } });
    logs.operations.UntagResource({ resourceArn, tagKeys: ['owner'] });
    expect(logs.operations.ListTagsForResource({ resourceArn }).tags).toEqual({ stage: 'prod' });
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
    expect(() => logs.operations.TagResource({ resourceArn, tags })).toThrow('at most 50 tags');
  });
});

describe('log streams', () => {
  const logGroupName = 'g';

  beforeEach(() => {
    logs.write('g', 'a', [{ timestamp: 30, message: 'x' }]);
    logs.write('g', 'b', [{ timestamp: 10, message: 'x' }]);
    logs.write('g', 'c', [{ timestamp: 20, message: 'x' }]);
  });

  function streamNames(input: Omit<Parameters<Logs['operations']['DescribeLogStreams']>[0], 'logGroupName'>) {
    const { logStreams } = logs.operations.DescribeLogStreams({ logGroupName, ...input });
    return logStreams?.map(({ logStreamName }) => logStreamName);
  }

  it('are listed by name or by their last event, either way round', () => {
    expect(streamNames({})).toEqual(['a', 'b', 'c']);
    expect(streamNames({ descending: true })).toEqual(['c', 'b', 'a']);
    expect(streamNames({ orderBy: 'LastEventTime' })).toEqual(['b', 'c', 'a']);
    expect(streamNames({ orderBy: 'LastEventTime', descending: true, limit: 1 })).toEqual(['a']);
    expect(streamNames({ logStreamNamePrefix: 'b' })).toEqual(['b']);
  });

  it('are not listed by both prefix and time', () => {
    expect(() => streamNames({ logStreamNamePrefix: 'a:b' })).toThrow(
      "Value 'a:b' at 'logStreamNamePrefix' failed to satisfy constraint",
    );
    expect(() => streamNames({ orderBy: 'LastEventTime', logStreamNamePrefix: 'b' })).toThrow(
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  });

  it('are listed in pages', () => {
    const { nextToken } = logs.operations.DescribeLogStreams({ logGroupName, limit: 2 });
    expect(streamNames({ limit: 2, nextToken })).toEqual(['c']);
  });

  it('cannot be created twice, and are deleted with their events alone', () => {
    logs.operations.CreateLogStream({ logGroupName, logStreamName: 'd' });
    expect(() => logs.operations.CreateLogStream({ logGroupName, logStreamName: 'd' })).toThrow(
      'The specified log stream already exists',
    );
    logs.operations.DeleteLogStream({ logGroupName, logStreamName: 'a' });
    const { events } = logs.operations.FilterLogEvents({ logGroupName });
    expect(events?.map(({ logStreamName }) => logStreamName)).toEqual(['b', 'c']);
    expect(streamNames({})).toEqual(['b', 'c', 'd']);
  });

  it('refuse colons and asterisks in names', () => {
    expect(() => logs.operations.CreateLogStream({ logGroupName, logStreamName: 'a:b' })).toThrow(
      'Member must satisfy regular expression pattern: [^:*]+',
    );
  });
});

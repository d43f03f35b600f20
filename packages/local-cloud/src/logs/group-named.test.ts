import { describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { resourcesOf } from './group-named.ts';

const logs = 'arn:aws:logs:us-east-1:000000000000';

describe('the resources of an operation', () => {
  it.each([
    ['CreateLogGroup', { logGroupName: '/aws/lambda/f' }, `${logs}:log-group:/aws/lambda/f:log-stream:`],
    ['PutLogEvents', { logGroupName: 'g', logStreamName: 's' }, `${logs}:log-group:g:log-stream:s`],
    ['GetLogEvents', { logGroupIdentifier: `${logs}:log-group:g:*` }, `${logs}:log-group:g:log-stream:`],
    ['TagResource', { resourceArn: `${logs}:log-group:g` }, `${logs}:log-group:g`],
    ['DescribeLogGroups', {}, `${logs}:log-group::log-stream:`],
  ])('%s with the input %j are %s', (operation, input, arn) => {
    expect(resourcesOf(defaultAccount, operation, input)).toEqual([arn]);
  });

  it.each([
    ['FilterLogEvents', { resourceArn: `${logs}:log-group:open` }],
    ['FilterLogEvents', { logStreamName: 'open' }],
    ['DeleteLogGroup', { logGroupIdentifier: 'open' }],
    ['DeleteLogGroup', { logStreamName: 'open' }],
  ])('%s do not change by the member %j of other operations', (operation, more) => {
    const arn = `${logs}:log-group:secret:log-stream:`;
    expect(resourcesOf(defaultAccount, operation, { logGroupName: 'secret', ...more })).toEqual([arn]);
  });
});

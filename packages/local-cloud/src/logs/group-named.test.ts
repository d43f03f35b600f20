import { describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { resourcesOf } from './group-named.ts';

const logs = 'arn:aws:logs:us-east-1:000000000000';

describe('the resources of an operation', () => {
  it.each([
    [{ logGroupName: '/aws/lambda/f' }, `${logs}:log-group:/aws/lambda/f:log-stream:`],
    [{ logGroupName: 'g', logStreamName: 's' }, `${logs}:log-group:g:log-stream:s`],
    [{ logGroupIdentifier: `${logs}:log-group:g:*` }, `${logs}:log-group:g:log-stream:`],
    [{ resourceArn: `${logs}:log-group:g` }, `${logs}:log-group:g`],
    [{}, `${logs}:log-group::log-stream:`],
  ])('with the input %j are %s', (input, arn) => {
    expect(resourcesOf(defaultAccount, input)).toEqual([arn]);
  });
});

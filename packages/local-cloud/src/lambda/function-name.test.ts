import { describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { functionAddress, newFunctionName } from './function-name.ts';

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:hello';

describe('a function is named by', () => {
  it.each([
    ['hello', { name: 'hello', qualifier: undefined }],
    ['hello:live', { name: 'hello', qualifier: 'live' }],
    ['hello:$LATEST', { name: 'hello', qualifier: '$LATEST' }],
    ['000000000000:function:hello:1', { name: 'hello', qualifier: '1' }],
    ['function:hello', { name: 'hello', qualifier: undefined }],
    [arn, { name: 'hello', qualifier: undefined }],
    [`${arn}:live`, { name: 'hello', qualifier: 'live' }],
  ])('%s', (text, expected) => {
    expect(functionAddress(defaultAccount, text)).toEqual(expected);
  });

  it('a qualifier beside the name, where the two agree', () => {
    expect(functionAddress(defaultAccount, 'hello', 'live').qualifier).toBe('live');
    expect(functionAddress(defaultAccount, 'hello:live', 'live').qualifier).toBe('live');
    expect(() => functionAddress(defaultAccount, 'hello:live', 'other')).toThrow(
      /does not match the specified qualifier/,
    );
  });

  it.each(['', 'with space', 'a:b:c:d', `${arn}:live:more`])('no such thing as %j', (text) => {
    expect(() => functionAddress(defaultAccount, text)).toThrow(
      /at 'functionName' failed to satisfy constraint/,
    );
  });

  it.each(['arn:aws:lambda:eu-west-1:000000000000:function:hello', '111111111111:function:hello'])(
    'nothing of another region or account: %s',
    (text) => {
      expect(() => functionAddress(defaultAccount, text)).toThrow(
        /^Function(?: not found|s from 'eu-west-1' are not reachable)/,
      );
    },
  );

  it('at most 64 characters and no dot where it is new, and 140 with its ARN', () => {
    const create = (name: string) => () => newFunctionName(defaultAccount, name);
    expect(create(arn)()).toBe('hello');
    expect(create('a'.repeat(65))).toThrow('Member must have length less than or equal to 64');
    expect(create(`hello:${'a'.repeat(135)}`)).toThrow('Member must have length less than or equal to 140');
    expect(create('a.b')).toThrow('(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?');
    expect(functionAddress(defaultAccount, 'a'.repeat(65)).name).toHaveLength(65);
  });

  it.each([
    [
      'in valid!',
      'Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+',
    ],
    ['a'.repeat(129), 'Member must have length less than or equal to 128'],
  ])('no qualifier %s', (qualifier, constraint) => {
    expect(() => functionAddress(defaultAccount, 'hello', qualifier)).toThrow(
      `1 validation error detected: Value '${qualifier}' at 'qualifier' failed to satisfy constraint: ${constraint}`,
    );
  });
});

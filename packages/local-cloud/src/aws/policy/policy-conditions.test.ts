import { describe, expect, it } from 'vitest';
import { conditionsHold } from './policy-conditions.ts';
import type { RequestContext } from './policy-variables.ts';

const holds = (operator: string, expected: unknown, context: RequestContext) =>
  conditionsHold({ [operator]: { key: expected } }, context);

/** An operator, what a policy wants, a value that fits, and values that do not. */
const operators: readonly (readonly [string, unknown, string, readonly string[]])[] = [
  ['StringEquals', 'a', 'a', ['b', 'A', 'aa']],
  ['StringEqualsIgnoreCase', 'aB', 'Ab', ['b']],
  ['StringLike', 'a*c?', 'abcd', ['abc', 'Abcd']],
  ['NumericEquals', 10, '10.0', ['9', '11', 'x']],
  ['NumericLessThan', '10', '9', ['10', '11']],
  ['NumericLessThanEquals', '10', '10', ['11']],
  ['NumericGreaterThan', '9', '10', ['9', '8']],
  ['NumericGreaterThanEquals', '10', '10', ['9']],
  ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', ['1767225601', '17672256']],
  ['DateLessThan', '2026-01-01T00:00:00Z', '1767225599.5', ['1767225600', '1767225600.25']],
  ['DateEquals', '2026-01-01', '2026-01-01T00:00:00Z', ['2026-01-02']],
  ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', ['2026-01-01T00:00:01Z']],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', '1767225600.25', ['1767225600', '2025-12-31T23:59:59Z']],
  ['DateGreaterThanEquals', '1767225600', '2026-01-01T00:00:00Z', ['2025-12-31T23:59:59Z']],
  ['Bool', true, 'True', ['false', '']],
  ['Bool', 'FALSE', 'false', ['true']],
  ['BinaryEquals', 'QUJD', 'QUJD', ['QUJE']],
  ['IpAddress', '10.0.0.0/8', '10.255.0.1', ['11.0.0.1', 'x', '::1']],
  ['IpAddress', '10.0.0.1', '10.0.0.1', ['10.0.0.2']],
  ['IpAddress', '10.0.0.1/32', '10.0.0.1', ['10.0.0.2', '']],
  ['IpAddress', ['x', '10.0.0.0/33', '10.0.0.0/8'], '10.255.0.1', ['11.0.0.1', 'x', '']],
  ['IpAddress', '2001:db8::/32', '2001:db8:1::1', ['2001:db9::1', '10.0.0.1']],
  ['IpAddress', '::1', '::1', ['::2']],
  ['ArnEquals', 'arn:aws:s3:::b*', 'arn:aws:s3:::bucket', ['arn:aws:s3:::a']],
  ['ArnLike', 'arn:aws:s3:::b*', 'arn:aws:s3:::bucket', ['arn:aws:s3:::a']],
];

const opposites: Readonly<Record<string, string>> = {
  StringEquals: 'StringNotEquals',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  StringLike: 'StringNotLike',
  NumericEquals: 'NumericNotEquals',
  DateEquals: 'DateNotEquals',
  IpAddress: 'NotIpAddress',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
};

describe('a condition', () => {
  it.each(operators)('%s %j fits %j and not %j', (operator, expected, fitting, others) => {
    expect(holds(operator, expected, { key: fitting })).toBe(true);
    for (const other of others) expect(holds(operator, expected, { key: other }), other).toBe(false);
    const opposite = opposites[operator];
    if (opposite === undefined) return;
    expect(holds(opposite, expected, { key: fitting })).toBe(false);
    for (const other of others) expect(holds(opposite, expected, { key: other }), other).toBe(true);
  });

  it('holds for one of several values that it names', () => {
    expect(holds('StringEquals', ['a', 'b'], { key: 'b' })).toBe(true);
    expect(holds('StringNotEquals', ['a', 'b'], { key: 'b' })).toBe(false);
  });

  it('needs all of its keys and operators', () => {
    const condition = { StringEquals: { one: '1', two: '2' }, Bool: { three: 'true' } };
    expect(conditionsHold(condition, { one: '1', two: '2', three: 'true' })).toBe(true);
    expect(conditionsHold(condition, { one: '1', two: '-', three: 'true' })).toBe(false);
    expect(conditionsHold(condition, { one: '1', two: '2', three: '-' })).toBe(false);
    expect(conditionsHold(undefined, {})).toBe(true);
  });

  it('compares with the value of a policy variable, whose name is case-insensitive', () => {
    expect(holds('StringEquals', 'u-${aws:UserId}', { key: 'u-1', 'AWS:userid': '1' })).toBe(true);
    expect(holds('StringEquals', 'u-${aws:UserId}', { key: 'u-', other: '1' })).toBe(false);
  });

  it('compares the value of a variable as it is, wildcards included', () => {
    for (const operator of ['StringLike', 'ArnLike', 'ArnEquals']) {
      expect(holds(operator, '${a}', { key: 'x', a: '*' }), operator).toBe(false);
      expect(holds(operator, '${a}', { key: '*', a: '*' }), operator).toBe(true);
    }
    expect(holds('StringEquals', '${a}', { key: '*?', a: '*?' })).toBe(true);
  });

  it('on an absent key holds when it is negated, or names the key as optional', () => {
    expect(holds('StringEquals', 'a', {})).toBe(false);
    expect(holds('StringNotEquals', 'a', {})).toBe(true);
    expect(holds('StringEqualsIfExists', 'a', {})).toBe(true);
    expect(holds('StringEqualsIfExists', 'a', { key: 'b' })).toBe(false);
    expect(holds('ForAllValues:StringEquals', 'a', {})).toBe(true);
    expect(holds('ForAnyValue:StringEquals', 'a', {})).toBe(false);
    expect(holds('ForAnyValue:StringNotEquals', 'a', {})).toBe(false);
  });

  it('on the presence of a key is Null', () => {
    expect(holds('Null', 'true', {})).toBe(true);
    expect(holds('Null', 'true', { key: 'a' })).toBe(false);
    expect(holds('Null', false, { key: 'a' })).toBe(true);
    expect(holds('Null', false, {})).toBe(false);
  });

  it('on several values of a request needs any or all of them', () => {
    const context = { key: ['a', 'b'] };
    expect(holds('StringEquals', 'b', context)).toBe(true);
    expect(holds('ForAnyValue:StringEquals', 'b', context)).toBe(true);
    expect(holds('ForAllValues:StringEquals', 'b', context)).toBe(false);
    expect(holds('ForAllValues:StringEquals', ['a', 'b'], context)).toBe(true);
    expect(holds('ForAllValues:StringNotEquals', 'c', context)).toBe(true);
    expect(holds('ForAllValues:StringNotEquals', 'b', context)).toBe(false);
  });

  it.each([
    'StringMatches',
    'xForAllValues:StringEquals',
    'ForSomeValues:StringEquals',
    'StringEqualsIfExistsx',
    'IfExists',
    'constructor',
    '',
  ])('with the operator "%s" is invalid', (operator) => {
    expect(() => holds(operator, 'a', { key: 'a' })).toThrow(
      expect.objectContaining({
        code: 'MalformedPolicyDocument',
        message: `Invalid Condition type : ${operator}.`,
      }),
    );
  });

  it.each(['x1767225600', '1767225600x', '2026'])('reads %s as a date and not as seconds', (date) => {
    expect(holds('DateLessThan', '1970-01-01T01:00:00Z', { key: date })).toBe(date === '2026');
  });
});

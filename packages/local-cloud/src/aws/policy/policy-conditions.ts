import { BlockList, isIPv6 } from 'node:net';
import { ServiceError } from '../service-error.ts';
import { expandVariables, type RequestContext, valueOfKey } from './policy-variables.ts';
import { escapeWildcards, matchesArn, matchesWildcard } from './wildcard.ts';

type Test = (actual: string, expected: string) => boolean;

const number =
  (test: (a: number, b: number) => boolean): Test =>
  (a, b) =>
    test(Number(a), Number(b));
const date =
  (test: (a: number, b: number) => boolean): Test =>
  (a, b) =>
    test(instant(a), instant(b));

const tests: Readonly<Record<string, Test>> = {
  StringEquals: (a, b) => a === b,
  StringEqualsIgnoreCase: (a, b) => a.toLowerCase() === b.toLowerCase(),
  StringLike: (a, b) => matchesWildcard(b, a),
  NumericEquals: number((a, b) => a === b),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateEquals: date((a, b) => a === b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
  Bool: (a, b) => a.toLowerCase() === b.toLowerCase(),
  BinaryEquals: (a, b) => a === b,
  IpAddress: isInRange,
  ArnEquals: (a, b) => matchesArn(b, a),
  ArnLike: (a, b) => matchesArn(b, a),
};

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * Do all conditions of a statement hold? Several keys and operators are all needed, one of several values is
 * enough; a negated operator holds when no value matches, also when the key is absent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionsHold(
  condition: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined,
  context: RequestContext,
): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) => {
    const written = /Like|Arn/.test(operator) ? escapeWildcards : undefined;
    return Object.entries(keys).every(([key, expected]) => {
      const values = [expected].flat().map((value) => expandVariables(String(value), context, written));
      return operatorHolds(operator, valueOfKey(context, key), values);
    });
  });
}

const quantifiers = ['ForAllValues:', 'ForAnyValue:'] as const;
const ifExists = 'IfExists';

function operatorHolds(
  operator: string,
  actual: string | readonly string[] | undefined,
  expected: readonly string[],
): boolean {
  const quantifier = quantifiers.find((one) => operator.startsWith(one));
  const isOptional = operator.endsWith(ifExists);
  const name = operator.slice((quantifier ?? '').length, isOptional ? -ifExists.length : undefined);
  if (name === 'Null') return expected.includes(String(actual === undefined));
  const negated = negations[name];
  const test = tests[negated ?? name];
  if (!test) throw new ServiceError('MalformedPolicyDocument', `Invalid Condition type : ${operator}.`);
  if (actual === undefined)
    return isOptional || quantifier === 'ForAllValues:' || (Boolean(negated) && !quantifier);
  const holds = (value: string) => expected.some((candidate) => test(value, candidate)) !== Boolean(negated);
  const values = [actual].flat();
  return quantifier === 'ForAllValues:' ? values.every(holds) : values.some(holds);
}

/** Dates are ISO 8601 strings or seconds since 1970. */
function instant(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function isInRange(address: string, range: string): boolean {
  const [network, prefix] = range.split('/') as [string, string?];
  const family = familyOf(network);
  const list = new BlockList();
  let isIn = false;
  try {
    list.addSubnet(network, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
    isIn = list.check(address, familyOf(address));
  } catch {
    // Nothing is in a range that does not exist.
  }
  return isIn;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

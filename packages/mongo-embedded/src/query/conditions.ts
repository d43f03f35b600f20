import { BSONRegExp } from 'bson';
import { MongoError, notOffered } from '../mongo-error.ts';
import { compare, isEqual, typeRank } from '../values/compare.ts';
import { type Document, isDocument } from '../values/document.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import { isTruthy } from '../values/truth.ts';
import { typeTest } from './type-names.ts';

/** Whether the values that a path leads to are as asked. */
export type Condition = (values: readonly unknown[]) => boolean;

interface Matchers {
  matcher(query: Document): (document: Document) => boolean;
  fieldCondition(value: unknown): Condition;
  isOperators(value: unknown): value is Document;
}

export function conditionOf(operator: string, operators: Document, matchers: Matchers): Condition {
  const value = operators[operator];
  switch (operator) {
    case '$eq':
      return equalTo(value, { isPattern: false });
    case '$ne':
      return not(equalTo(value, { isPattern: false }));
    case '$gt':
      return ordered(value, (order) => order > 0);
    case '$gte':
      return ordered(value, (order) => order >= 0);
    case '$lt':
      return ordered(value, (order) => order < 0);
    case '$lte':
      return ordered(value, (order) => order <= 0);
    case '$in':
      return anyOf(operator, value);
    case '$nin':
      return not(anyOf(operator, value));
    case '$exists': {
      const isWanted = isTruthy(value);
      return (values) => values.some((one) => one !== undefined) === isWanted;
    }
    case '$type':
      return anyElement(typeTest(value));
    case '$regex':
      return regexCondition(value, operators.$options);
    case '$size':
      return sizeOf(value);
    case '$mod':
      return modulo(value);
    case '$all':
      return allOf(value, matchers);
    case '$elemMatch':
      return elementMatching(value, matchers);
    default:
      if (notHere.has(operator)) throw notOffered(operator);
      throw new MongoError(2, `unknown operator: ${operator}`);
  }
}

const notHere = new Set([
  ...['$bitsAllClear', '$bitsAllSet', '$bitsAnyClear', '$bitsAnySet'],
  ...['$geoIntersects', '$geoWithin', '$near', '$nearSphere'],
]);

export function equalTo(value: unknown, { isPattern = true } = {}): Condition {
  if (value instanceof BSONRegExp && isPattern) return regexCondition(value);
  if (value === null || value === undefined)
    return (values) => values.some((one) => one === undefined) || anyElement((one) => one === null)(values);
  return anyElement((one) => one !== undefined && isEqual(one, value));
}

/** `{ $regex, $options }`, or a pattern in place of a value. Strings match it; an equal pattern is one too. */
function regexCondition(value: unknown, options?: unknown): Condition {
  const pattern = patternOf(value, options);
  const test = (one: unknown) =>
    typeof one === 'string' ? pattern.test(one) : one instanceof BSONRegExp && isEqual(one, value);
  return (values) => values.some((one) => test(one) || (Array.isArray(one) && one.some(test)));
}

function patternOf(value: unknown, options: unknown): RegExp {
  const isPattern = value instanceof BSONRegExp;
  if (!isPattern && typeof value !== 'string') throw new MongoError(2, '$regex has to be a string');
  const flags = typeof options === 'string' ? options : isPattern ? value.options : '';
  if (/[^imsu]/.test(flags)) throw new MongoError(51108, `invalid flag in regex options: ${flags}`);
  try {
    return new RegExp(isPattern ? value.pattern : value, flags);
  } catch (error) {
    throw new MongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

/** Holds for a value itself or, where it is an array, for one of its elements. */
function anyElement(test: (value: unknown) => boolean): Condition {
  return (values) => values.some((value) => test(value) || (Array.isArray(value) && value.some(test)));
}

function not(condition: Condition): Condition {
  return (values) => !condition(values);
}

function ordered(value: unknown, isRight: (order: number) => boolean): Condition {
  const rank = typeRank(value);
  // NaN is neither more nor less than any number, and equals itself alone.
  const isComparable = (one: unknown) => typeRank(one) === rank && isNotANumber(one) === isNotANumber(value);
  return anyElement((one) => isComparable(one) && isRight(compare(one, value)));
}

function isNotANumber(value: unknown): boolean {
  return isNumber(value) && Number.isNaN(toNumber(value));
}

function anyOf(operator: string, value: unknown): Condition {
  if (!Array.isArray(value)) throw new MongoError(2, `${operator} needs an array`);
  const conditions = value.map((one) => equalTo(one));
  return (values) => conditions.some((holds) => holds(values));
}

function sizeOf(value: unknown): Condition {
  const size = isNumber(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(size) || size < 0)
    throw new MongoError(2, 'Failed to parse $size. Expected a non-negative whole number');
  return (values) => values.some((one) => Array.isArray(one) && one.length === size);
}

function modulo(value: unknown): Condition {
  const [divisor, remainder] = Array.isArray(value)
    ? value.filter(isNumber).map(toNumber).map(Math.trunc)
    : [];
  if (divisor === undefined || remainder === undefined)
    throw new MongoError(2, 'malformed mod, not enough elements');
  if (divisor === 0) throw new MongoError(2, 'divisor cannot be 0');
  return anyElement((one) => isNumber(one) && Math.trunc(toNumber(one)) % divisor === remainder);
}

function allOf(value: unknown, matchers: Matchers): Condition {
  if (!Array.isArray(value)) throw new MongoError(2, '$all needs an array');
  const conditions = value.map((one) =>
    matchers.isOperators(one) ? matchers.fieldCondition(one) : equalTo(one),
  );
  return (values) => conditions.length > 0 && conditions.every((holds) => holds(values));
}

function elementMatching(value: unknown, matchers: Matchers): Condition {
  if (!isDocument(value)) throw new MongoError(2, '$elemMatch needs an Object');
  if (matchers.isOperators(value) && !/^\$(and|or|nor)$/.test(Object.keys(value)[0] ?? '')) {
    const condition = matchers.fieldCondition(value);
    return (values) =>
      values.some((one) => Array.isArray(one) && one.some((element) => condition([element])));
  }
  const holds = matchers.matcher(value);
  return (values) =>
    values.some((one) => Array.isArray(one) && one.some((element) => isDocument(element) && holds(element)));
}

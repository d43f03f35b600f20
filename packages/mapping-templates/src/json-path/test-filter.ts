import type { Meter } from '../meter.ts';
import { TemplateFault } from '../template-error.ts';
import { decimalOf, isNumber, isSameNumber, primitive } from '../values/arithmetic.ts';
import { javaEquals } from '../values/java-equals.ts';
import { javaText } from '../values/java-text.ts';
import { isMap, mapKeys } from '../values/map-value.ts';
import { isList, itemsOf, type Value } from '../values/value.ts';
import type { Filter, Operand, ParsedPath, Relation } from './path-token.ts';

/** What the evaluation of a path needs at every step. */
export interface PathScope {
  readonly document: Value;
  readonly meter: Meter;
  /** Evaluates a path that is part of a filter or a parameter. */
  readonly evaluate: (path: ParsedPath, start: Value, scope: PathScope) => Value;
}

/** Whether the filter of `[?(…)]` keeps this element (JP-4). */
export function testFilter(filter: Filter, element: Value, scope: PathScope): boolean {
  scope.meter.spend(1);
  switch (filter.kind) {
    case 'or':
      return filter.filters.some((one) => testFilter(one, element, scope));
    case 'and':
      return filter.filters.every((one) => testFilter(one, element, scope));
    case 'not':
      return !testFilter(filter.filter, element, scope);
    case 'exists':
      return (found(filter.path, element, scope) !== undefined) === filter.isExpected;
    case 'relation':
      return testRelation(filter, element, scope);
  }
}

function found(path: ParsedPath, element: Value, scope: PathScope): Value {
  return scope.evaluate(path, path.root === '@' ? element : scope.document, scope);
}

/** Undefined for a path that finds nothing, which equals nothing. */
export function operandValue(operand: Operand, element: Value, scope: PathScope): Value {
  if (operand.kind === 'path') return found(operand.path, element, scope);
  return operand.kind === 'value' ? operand.value : undefined;
}

function testRelation(
  { left, operator, right }: Filter & { kind: 'relation' },
  element: Value,
  scope: PathScope,
): boolean {
  const first = operandValue(left, element, scope);
  const second = operandValue(right, element, scope);
  if (operator !== '=~') return isRelated(operator, first, second, scope);
  if (left.kind === 'pattern') return fits(left.pattern, second, scope);
  return right.kind === 'pattern' && fits(right.pattern, first, scope);
}

function fits(pattern: string, value: Value, scope: PathScope): boolean {
  const isText = typeof value === 'string' || typeof value === 'boolean' || isNumber(value);
  const text = isText ? javaText(value, scope.meter) : '';
  return scope.meter.useRegex(pattern, (regex) => regex.matches(text));
}

function isRelated(operator: Relation, left: Value, right: Value, scope: PathScope): boolean {
  const contains = (list: readonly Value[], value: Value) => list.some((item) => isSame(value, item, scope));
  switch (operator) {
    case '==':
      return isSame(left, right, scope);
    case '!=':
      return !isSame(left, right, scope);
    case '===':
      return isOfOneType(left, right) && isSame(left, right, scope);
    case '!==':
      return !(isOfOneType(left, right) && isSame(left, right, scope));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(operator, left, right);
    case 'in':
      return contains(elements(right), left);
    case 'nin':
      return !contains(elements(right), left);
    case 'contains':
      return typeof left === 'string'
        ? typeof right === 'string' && left.includes(right)
        : contains(elements(left), right);
    case 'all':
      return isList(left) && elements(right).every((item) => contains(elements(left), item));
    case 'subsetof':
      return isList(left) && elements(left).every((item) => contains(elements(right), item));
    case 'anyof':
      return elements(left).some((item) => contains(elements(right), item));
    case 'noneof':
      return !elements(left).some((item) => contains(elements(right), item));
    case 'size':
      return isNumber(right) && sizeOf(left) === Number(primitive(right));
    case 'empty':
      return typeof right === 'boolean' && sizeOf(left) !== undefined && (sizeOf(left) === 0) === right;
    case '=~':
      throw new TemplateFault('Expected a pattern beside =~');
  }
}

/** The left value decides how a number and a string are compared: as numbers, or as strings. */
function isSame(left: Value, right: Value, { meter }: PathScope): boolean {
  if (left === undefined || right === undefined) return false;
  if (isNumber(left) && isNumber(right)) return isSameNumber(left, right);
  if (typeof left === 'string' && isNumber(right)) return left === javaText(right, meter);
  if (isNumber(left) && typeof right === 'string') {
    const number = decimalOf(right);
    return number !== undefined && isSameNumber(left, number);
  }
  return javaEquals(left, right, meter);
}

function isOfOneType(left: Value, right: Value): boolean {
  return (
    (isNumber(left) && isNumber(right)) ||
    (isList(left) && isList(right)) ||
    (isMap(left) && isMap(right)) ||
    (typeof left === typeof right && (left === null) === (right === null))
  );
}

function isOrdered(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
  const areNumbers = isNumber(left) && isNumber(right);
  if (!areNumbers && !(typeof left === 'string' && typeof right === 'string')) return false;
  const [first, second] = areNumbers
    ? [primitive(left), primitive(right)]
    : [left as string, right as string];
  if (operator === '<') return first < second;
  if (operator === '<=') return first <= second;
  return operator === '>' ? first > second : first >= second;
}

function elements(value: Value): readonly Value[] {
  return isList(value) ? itemsOf(value) : [];
}

function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return value.length;
  if (isList(value)) return itemsOf(value).length;
  return isMap(value) ? mapKeys(value).length : undefined;
}

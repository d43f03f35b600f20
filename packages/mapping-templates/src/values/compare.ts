import type { Meter } from '../meter.ts';
import { isNumber, isSameNumber, primitive } from './arithmetic.ts';
import { javaEquals } from './java-equals.ts';
import { javaText } from './java-text.ts';
import { isMap } from './map-value.ts';
import { isList, type Value } from './value.ts';

export type Comparison = '<' | '<=' | '>' | '>=';

/** False when either side is not a number. */
export function isOrdered(comparison: Comparison, left: Value, right: Value): boolean {
  if (!isNumber(left) || !isNumber(right)) return false;
  const [first, second] = [primitive(left), primitive(right)];
  if (comparison === '<') return first < second;
  if (comparison === '<=') return first <= second;
  return comparison === '>' ? first > second : first >= second;
}

/** Velocity's `==`: numbers by value, values of one class by `equals`, all others by what they print. */
export function isEqual(left: Value, right: Value, meter: Meter): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (isNumber(left) && isNumber(right)) return isSameNumber(left, right);
  if (left === undefined || right === undefined) return left === right;
  const areAlike = (isList(left) && isList(right)) || (isMap(left) && isMap(right));
  if (areAlike) return javaEquals(left, right, meter);
  return javaText(left, meter) === javaText(right, meter);
}

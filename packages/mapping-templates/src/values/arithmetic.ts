import type { Meter } from '../meter.ts';
import { JavaDouble, javaDouble } from './java-double.ts';
import { javaText } from './java-text.ts';
import type { Value } from './value.ts';

export type NumberValue = number | bigint | JavaDouble;
export type Operator = '+' | '-' | '*' | '/' | '%';

export function isNumber(value: Value): value is NumberValue {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof JavaDouble;
}

export function isInteger(value: Value): value is number | bigint {
  return typeof value === 'bigint' || Number.isInteger(value);
}

/** For comparisons and for doubles: JavaScript compares numbers and bigints with each other. */
export function primitive(value: NumberValue): number | bigint {
  return value instanceof JavaDouble ? value.value : value;
}

export function isSameNumber(left: NumberValue, right: NumberValue): boolean {
  const [first, second] = [primitive(left), primitive(right)];
  return first <= second && first >= second;
}

const maxDecimalLength = 100;
const wholeNumber = /^[+-]?\d+$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The number that Java's BigDecimal reads in a string, or undefined. Whole numbers keep all digits. A string of more
 * than 100 characters is no number here: a filter reads it for each element, at the price of one step.
 */
export function decimalOf(text: string): number | bigint | undefined {
  if (text.length > maxDecimalLength) return undefined;
  if (wholeNumber.test(text)) return BigInt(text);
  return decimal.test(text) ? Number(text) : undefined;
}

/** Undefined, which is Velocity's null, when an operand is not a number, and for a division by zero. */
export function calculate(operator: Operator, left: Value, right: Value, meter: Meter): Value {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) {
    return meter.spendOnText(javaText(left, meter) + javaText(right, meter));
  }
  if (!isNumber(left) || !isNumber(right)) return undefined;
  const isDivision = operator === '/' || operator === '%';
  if (isDivision && Number(primitive(right)) === 0) return undefined;
  if (isInteger(left) && isInteger(right)) return integerResult(operator, left, right);
  return javaDouble(doubleResult(operator, Number(primitive(left)), Number(primitive(right))));
}

function integerResult(operator: Operator, left: number | bigint, right: number | bigint): number | bigint {
  if (typeof left === 'number' && typeof right === 'number') {
    const quick = Math.trunc(doubleResult(operator, left, right));
    if (Number.isSafeInteger(quick)) return quick + 0;
  }
  return narrowed(bigResult(operator, BigInt(left), BigInt(right)));
}

/** As a plain number where that is exact. */
export function narrowed(value: bigint): number | bigint {
  const narrow = Number(value);
  return Number.isSafeInteger(narrow) ? narrow : value;
}

function doubleResult(operator: Operator, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return operator === '/' ? left / right : left % right;
}

function bigResult(operator: Operator, left: bigint, right: bigint): bigint {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return operator === '/' ? left / right : left % right;
}

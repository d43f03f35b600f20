import { Decimal128, Double, Int32, Long } from 'bson';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  multiplyDecimals,
  parseDecimal,
  toDecimal128,
} from './decimal.ts';
import { bsonType } from './document.ts';

export type NumberValue = Int32 | Double | Long | Decimal128;

export function isNumber(value: unknown): value is NumberValue {
  // By the name of the type: the class of timestamps extends that of longs.
  return numberTypes.has(bsonType(value) ?? '');
}

const numberTypes = new Set(['Int32', 'Double', 'Long', 'Decimal128']);

/** By value, whatever the types: `Int32(2)` equals `Double(2)`. NaN is the smallest, as MongoDB sorts it. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) {
    if (isNotANumber(a) || isNotANumber(b)) return Number(isNotANumber(b)) - Number(isNotANumber(a));
    return compareDecimals(decimalOf(a), decimalOf(b));
  }
  const [one, other] = [plainNumber(a), plainNumber(b)];
  if (one < other) return -1;
  if (one > other) return 1;
  return Number(isNotANumber(b)) - Number(isNotANumber(a));
}

/** The widest of the two types: Int32, Long, Double, Decimal128. Int32 grows to Long; undefined when Long overflows. */
export function add(a: NumberValue, b: NumberValue): NumberValue | undefined {
  return combine(a, b, { decimals: addDecimals, doubles: (x, y) => x + y, integers: (x, y) => x + y });
}

export function multiply(a: NumberValue, b: NumberValue): NumberValue | undefined {
  return combine(a, b, { decimals: multiplyDecimals, doubles: (x, y) => x * y, integers: (x, y) => x * y });
}

/** A number of JavaScript as MongoDB's drivers send it: whole numbers as integers, others as doubles. */
export function numberOf(value: number | bigint): NumberValue {
  if (typeof value === 'bigint') return integerOf(value) ?? new Double(Number(value));
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return new Double(value);
  return integerOf(BigInt(value)) ?? new Double(value);
}

/** Equal for equal numbers of any type. */
export function numberKey(value: NumberValue): string {
  if (!(value instanceof Decimal128)) {
    const plain = plainNumber(value);
    return Number.isInteger(plain) ? String(BigInt(plain)) : String(plain);
  }
  const { coefficient, exponent, special } = parseDecimal(value.toString());
  if (special !== undefined) return String(special);
  const digits = String(coefficient).replace(/0+$/, '') || '0';
  const power = exponent + String(coefficient).length - digits.length;
  // Beyond what a double or a long holds, no other type has an equal number.
  if (digits === '0' || Math.abs(power) > 40) return digits === '0' ? '0' : `${digits}E${power}`;
  if (power >= 0) return digits + '0'.repeat(power);
  return String(Number(`${digits}e${power}`));
}

/** The value as a number; a Long as a bigint, so that it is exact. */
export function plainNumber(value: Int32 | Double | Long): number | bigint {
  return value instanceof Long ? value.toBigInt() : value.value;
}

export function toNumber(value: NumberValue): number {
  return value instanceof Decimal128 ? Number(value.toString()) : Number(plainNumber(value));
}

interface Arithmetic {
  decimals(a: Decimal, b: Decimal): Decimal;
  doubles(a: number, b: number): number;
  integers(a: bigint, b: bigint): bigint;
}

function combine(a: NumberValue, b: NumberValue, arithmetic: Arithmetic): NumberValue | undefined {
  if (a instanceof Decimal128 || b instanceof Decimal128)
    return toDecimal128(arithmetic.decimals(decimalOf(a), decimalOf(b)));
  if (a instanceof Double || b instanceof Double)
    return new Double(arithmetic.doubles(toNumber(a), toNumber(b)));
  const result = arithmetic.integers(BigInt(plainNumber(a)), BigInt(plainNumber(b)));
  if (a instanceof Long || b instanceof Long) return isLong(result) ? Long.fromBigInt(result) : undefined;
  return integerOf(result);
}

function integerOf(value: bigint): Int32 | Long | undefined {
  if (BigInt.asIntN(32, value) === value) return new Int32(Number(value));
  return isLong(value) ? Long.fromBigInt(value) : undefined;
}

function isLong(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

function decimalOf(value: NumberValue): Decimal {
  return parseDecimal(value instanceof Decimal128 ? value.toString() : String(plainNumber(value)));
}

function isNotANumber(value: NumberValue): boolean {
  return Number.isNaN(toNumber(value));
}

import { TemplateFault } from '../template-error.ts';
import { calculate, isInteger, type NumberValue, narrowed, primitive } from '../values/arithmetic.ts';
import { JavaDouble, javaDouble } from '../values/java-double.ts';
import { javaEquals } from '../values/java-equals.ts';
import { javaText } from '../values/java-text.ts';
import type { Value } from '../values/value.ts';
import { any, int, type Methods, number, overload, text } from './overloads.ts';

/** The classes of numbers, with what is static there: `$anyNumber.parseInt('42')` is how templates read numbers. */
export const numberMethods: Methods<NumberValue> = new Map([
  ['intValue', [overload([], (self: NumberValue) => Number(BigInt.asIntN(32, whole(self))))]],
  ['longValue', [overload([], (self: NumberValue) => narrowed(BigInt.asIntN(64, whole(self))))]],
  ['shortValue', [overload([], (self: NumberValue) => Number(BigInt.asIntN(16, whole(self))))]],
  ['byteValue', [overload([], (self: NumberValue) => Number(BigInt.asIntN(8, whole(self))))]],
  ['doubleValue', [overload([], (self: NumberValue) => javaDouble(Number(primitive(self))))]],
  ['floatValue', [overload([], (self: NumberValue) => javaDouble(Number(primitive(self))))]],
  [
    'toString',
    [
      overload([], (self: NumberValue, meter) => javaText(self, meter)),
      overload([number], (_, value, meter) => javaText(value, meter)),
      overload([int, int], (_, value, radix) => value.toString(checkedRadix(radix))),
    ],
  ],
  ['equals', [overload([any], (self: NumberValue, other, meter) => javaEquals(self, other, meter))]],
  ['compareTo', [overload([number], (self: NumberValue, other) => compared(self, other))]],
  ['compare', [overload([number, number], (_, first, second) => compared(first, second))]],
  ['hashCode', [overload([], (self: NumberValue) => Number(BigInt.asIntN(32, whole(self))))]],
  ['parseInt', parsing(32)],
  ['parseLong', parsing(64)],
  ['parseDouble', [overload([text], (_, value) => parsedDouble(value))]],
  ['parseFloat', [overload([text], (_, value) => parsedDouble(value))]],
  [
    'valueOf',
    [
      overload([number], (_, value) => value),
      overload([text], (self: NumberValue, value) =>
        isInteger(self) ? parsedInteger(value, 10, 64) : parsedDouble(value),
      ),
    ],
  ],
  ['toHexString', [overload([int], (_, value) => (value >>> 0).toString(16))]],
  ['toOctalString', [overload([int], (_, value) => (value >>> 0).toString(8))]],
  ['toBinaryString', [overload([int], (_, value) => (value >>> 0).toString(2))]],
  ['max', [overload([number, number], (_, first, second) => (compared(first, second) < 0 ? second : first))]],
  ['min', [overload([number, number], (_, first, second) => (compared(first, second) > 0 ? second : first))]],
  ['sum', [overload([number, number], (_, first, second, meter) => calculate('+', first, second, meter))]],
  ['signum', [overload([int], (_, value) => Math.sign(value))]],
  ['isNaN', [overload([], (self: NumberValue) => isDouble(self) && Number.isNaN(primitive(self)))]],
  ['isInfinite', [overload([], (self: NumberValue) => isDouble(self) && isInfinite(primitive(self)))]],
]);

function parsing(bits: number) {
  return [
    overload([text], (_: NumberValue, value) => parsedInteger(value, 10, bits)),
    overload([text, int], (_: NumberValue, value, radix) => parsedInteger(value, radix, bits)),
  ];
}

function whole(value: NumberValue): bigint {
  const number = primitive(value);
  if (typeof number === 'bigint') return number;
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
}

function compared(first: NumberValue, second: NumberValue): number {
  const [left, right] = [primitive(first), primitive(second)];
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

function parsedInteger(value: string, radix: number, bits: number): Value {
  const digits = value.replace(/^[+-]/, '');
  const allowed = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, checkedRadix(radix));
  if (
    digits === '' ||
    digits.length > 70 ||
    [...digits.toLowerCase()].some((digit) => !allowed.includes(digit))
  ) {
    throw new TemplateFault(`NumberFormatException: For input string: ${JSON.stringify(value.slice(0, 50))}`);
  }
  let size = 0n;
  for (const digit of digits.toLowerCase()) size = size * BigInt(radix) + BigInt(allowed.indexOf(digit));
  const parsed = value.startsWith('-') ? -size : size;
  if (BigInt.asIntN(bits, parsed) !== parsed) {
    throw new TemplateFault(`NumberFormatException: For input string: ${JSON.stringify(value)}`);
  }
  return narrowed(parsed);
}

function parsedDouble(value: string): number | JavaDouble {
  const digits = value.trim();
  if (!/^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?)$/.test(digits)) {
    throw new TemplateFault(`NumberFormatException: For input string: ${JSON.stringify(value.slice(0, 50))}`);
  }
  return javaDouble(Number(digits.replace(/[dDfF]$/, '')));
}

function checkedRadix(radix: number): number {
  if (radix < 2 || radix > 36)
    throw new TemplateFault(`NumberFormatException: radix ${radix} is not in 2 to 36`);
  return radix;
}

function isDouble(value: NumberValue): boolean {
  return value instanceof JavaDouble || !isInteger(value);
}

function isInfinite(value: number | bigint): boolean {
  return value === Infinity || value === -Infinity;
}

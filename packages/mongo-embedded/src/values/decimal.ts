import { Decimal128 } from 'bson';

/** `coefficient × 10^exponent`; `special` for what is not finite. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
  readonly special?: number;
}

/** Reads the text of a decimal number or of a double, such as `-1.5`, `2E+3`, `NaN` or `Infinity`. */
export function parseDecimal(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === '') return { coefficient: 0n, exponent: 0, special: Number(text) };
  return {
    coefficient: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`),
    exponent: Number(power) - fraction.length,
  };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.special !== undefined || b.special !== undefined) return special(approximate(a) + approximate(b));
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: scaled(a, exponent) + scaled(b, exponent), exponent };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.special !== undefined || b.special !== undefined) return special(approximate(a) * approximate(b));
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const [one, other] = [approximate(a), approximate(b)];
  // Numbers far apart are compared without bringing them to one exponent, which could take 6,000 digits.
  if (a.special !== undefined || b.special !== undefined || Math.abs(a.exponent - b.exponent) > 400)
    return one < other ? -1 : Number(one > other);
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = scaled(a, exponent) - scaled(b, exponent);
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** Rounded to the 34 digits of a Decimal128. */
export function toDecimal128({ coefficient, exponent, special: value }: Decimal): Decimal128 {
  if (value !== undefined) return Decimal128.fromString(String(value));
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`);
}

function approximate({ coefficient, exponent, special: value }: Decimal): number {
  return value ?? Number(`${coefficient}e${exponent}`);
}

function scaled({ coefficient, exponent }: Decimal, to: number): bigint {
  return coefficient * 10n ** BigInt(exponent - to);
}

function special(value: number): Decimal {
  return { coefficient: 0n, exponent: 0, special: value };
}

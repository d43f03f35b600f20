import { isDate, isDateTime } from './formats.ts';
import type { TextType } from './route-table.ts';

/** The value of a text of a path, query, header, cookie or form; undefined where it is not a value of these types. */
export function convertText(text: string, types: readonly TextType[]): unknown {
  for (const type of types) {
    const value =
      typeof type === 'string' ? converters[type](text) : type.find((one) => String(one) === text);
    if (value !== undefined) return value;
  }
  return undefined;
}

const converters = {
  string: (text: string) => text,
  number: (text: string) => (decimal.test(text) ? finite(Number(text)) : undefined),
  integer: (text: string) => (decimal.test(text) ? whole(Number(text)) : undefined),
  boolean: (text: string) => (text === 'true' ? true : text === 'false' ? false : undefined),
  bigint: (text: string) => (/^-?\d{1,1000}$/.test(text) ? BigInt(text) : undefined),
  bytes: () => undefined,
  Date: (text: string) => (isDate(text) || isDateTime(text) ? new Date(text) : undefined),
};

// JSON's numbers. `Number` alone would also take '', ' 7 ' and '0x1f'.
const decimal = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

// Beyond 2^53 a number is another one than the text says.
function whole(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

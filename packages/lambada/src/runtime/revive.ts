// What generated code calls for the parts of a valid body. A value of another type is that of another member of a
// union, and stays.
import { isDate, isDateTime } from './formats.ts';

type Revive = (value: unknown) => unknown;

export function reviveDate(value: unknown): unknown {
  return typeof value === 'string' && (isDate(value) || isDateTime(value)) ? new Date(value) : value;
}

export function reviveBigint(value: unknown): unknown {
  const isWhole = typeof value === 'string' ? /^-?\d+$/.test(value) : Number.isInteger(value);
  return isWhole ? BigInt(value as string | number) : value;
}

export function reviveBytes(value: unknown): unknown {
  return typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value;
}

export function reviveItems(value: unknown, first: readonly Revive[], rest: Revive): unknown {
  return Array.isArray(value) ? value.map((item, index) => (first[index] ?? rest)(item)) : value;
}

export function reviveProperties(
  value: unknown,
  properties: Readonly<Record<string, Revive>>,
  known: readonly string[] = [],
  rest?: Revive,
): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, one]) => {
    const revive = Object.hasOwn(properties, name)
      ? properties[name]
      : known.includes(name)
        ? undefined
        : rest;
    return [name, revive ? revive(one) : one];
  });
  return Object.fromEntries(entries);
}

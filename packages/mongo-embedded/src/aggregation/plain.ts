import { Decimal128, Double, Int32, Long } from 'bson';
import { type Document, isDocument, setField } from '../values/document.ts';
import { numberOf, toNumber } from '../values/numbers.ts';

/** For mingo, which computes with JavaScript's numbers. Decimal128 stays as it is. */
export function toPlain(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double || value instanceof Long) return toNumber(value);
  return mapValues(value, toPlain);
}

/** What mingo computed, with BSON's types: whole numbers are integers. */
export function fromPlain(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return numberOf(value);
  return value instanceof Decimal128 ? value : mapValues(value, fromPlain);
}

function mapValues(value: unknown, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isDocument(value) || value instanceof RegExp) return value;
  const mapped: Document = {};
  for (const name of Object.keys(value)) setField(mapped, name, map(value[name]));
  return mapped;
}

import { checkDepth } from '../limits.ts';
import type { Meter } from '../meter.ts';
import { isMap, mapEntries } from '../values/map-value.ts';
import { isList, itemsOf, JavaList, type Value } from '../values/value.ts';

/** Java's `hashCode` of strings, whole numbers, booleans, and lists and maps of them. */
export function hashCode(value: Value, meter: Meter, depth = 0): number {
  if (typeof value === 'string') return textHash(value);
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (typeof value === 'number') return value | 0;
  if (typeof value !== 'object' || value === null) return 0;
  meter.spend(1);
  checkDepth(depth);
  if (isList(value)) {
    const isSet = value instanceof JavaList && value.kind === 'collection';
    const factor = isSet ? 1 : 31;
    return itemsOf(value).reduce<number>(
      (hash, item) => (Math.imul(factor, hash) + hashCode(item, meter, depth + 1)) | 0,
      isSet ? 0 : 1,
    );
  }
  if (!isMap(value)) return 0;
  return mapEntries(value).reduce(
    (hash, [key, item]) => (hash + (hashCode(key, meter, depth + 1) ^ hashCode(item, meter, depth + 1))) | 0,
    0,
  );
}

function textHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

import { TemplateFault } from '../template-error.ts';
import { isInteger } from './arithmetic.ts';
import { isMap, mapGet, mapPut } from './map-value.ts';
import { isList, itemsOf, JavaList, type Value } from './value.ts';

/** `$value[key]`: of lists and maps only. */
export function getIndex(value: Value, key: Value): Value {
  if (isList(value)) {
    if (!isInteger(key) || isSet(value)) return undefined;
    const items = itemsOf(value);
    return items[checkIndex(fromEnd(key, items.length), items.length)];
  }
  if (isMap(value)) return mapGet(value, key);
  if (isInteger(key) && key < 0) throw new TemplateFault(`The negative index ${key} needs a list`);
  return undefined;
}

/** `#set($holder[key] = value)`; does nothing when the holder takes no such key. */
export function setIndex(holder: Value, key: Value, value: Value): void {
  if (isList(holder)) {
    if (!isInteger(key) || isSet(holder)) return;
    const items = itemsOf(holder);
    items[checkIndex(fromEnd(key, items.length), items.length)] = value;
  } else if (isMap(holder)) {
    mapPut(holder, key, value);
  }
}

/** The index itself. Throws a TemplateFault when a list of this size has no such element. */
export function checkIndex(index: number, size: number): number {
  if (index < 0 || index >= size)
    throw new TemplateFault(`Index ${index} is out of bounds for length ${size}`);
  return index;
}

function fromEnd(key: number | bigint, size: number): number {
  return key < 0 ? size + Number(key) : Number(key);
}

function isSet(value: Value): boolean {
  return value instanceof JavaList && value.kind === 'collection';
}

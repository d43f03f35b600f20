import { checkDepth } from '../limits.ts';
import type { Meter } from '../meter.ts';
import { JavaDouble } from './java-double.ts';
import { isMap, type MapValue, mapEntries, mapGet, mapHas } from './map-value.ts';
import { isList, itemsOf, type Value } from './value.ts';

/** Java's `equals`. */
export function javaEquals(left: Value, right: Value, meter: Meter, depth = 0): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return (left ?? null) === (right ?? null);
  }
  meter.spend(1);
  checkDepth(depth);
  if (left instanceof JavaDouble || right instanceof JavaDouble) {
    return left instanceof JavaDouble && right instanceof JavaDouble && Object.is(left.value, right.value);
  }
  if (isList(left) && isList(right)) {
    const [items, others] = [itemsOf(left), itemsOf(right)];
    return (
      items.length === others.length &&
      items.every((item, index) => javaEquals(item, others[index], meter, depth + 1))
    );
  }
  return isMap(left) && isMap(right) && mapsEqual(left, right, meter, depth);
}

function mapsEqual(left: MapValue, right: MapValue, meter: Meter, depth: number): boolean {
  const entries = mapEntries(left);
  return (
    entries.length === mapEntries(right).length &&
    entries.every(
      ([key, value]) => mapHas(right, key) && javaEquals(value, mapGet(right, key), meter, depth + 1),
    )
  );
}

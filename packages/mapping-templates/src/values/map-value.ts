import { JavaDouble } from './java-double.ts';
import { JavaList, JavaMap, type JsonObject, movedEntries, TemplateObject, type Value } from './value.ts';

export type MapValue = JavaMap | JsonObject;

export function isMap(value: Value): value is MapValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JavaList) &&
    !(value instanceof JavaDouble) &&
    !(value instanceof TemplateObject)
  );
}

export function mapGet(map: MapValue, key: Value): Value {
  const entries = entriesOf(map);
  if (entries) return entries.get(key);
  return typeof key === 'string' && Object.hasOwn(map, key) ? (map as JsonObject)[key] : undefined;
}

export function mapHas(map: MapValue, key: Value): boolean {
  const entries = entriesOf(map);
  return entries ? entries.has(key) : typeof key === 'string' && Object.hasOwn(map, key);
}

/** Returns the value that was there before. */
export function mapPut(map: MapValue, key: Value, value: Value): Value {
  const before = mapGet(map, key);
  const entries = entriesOf(map) ?? (isOrdinary(key) ? undefined : moveEntries(map as JsonObject));
  if (entries) entries.set(key, value);
  else (map as JsonObject)[key as string] = value;
  return before;
}

export function mapRemove(map: MapValue, key: Value): Value {
  const before = mapGet(map, key);
  const entries = entriesOf(map);
  if (entries) entries.delete(key);
  else if (typeof key === 'string') delete (map as JsonObject)[key];
  return before;
}

export function mapEntries(map: MapValue): [Value, Value][] {
  const entries = entriesOf(map);
  return entries ? [...entries] : Object.entries(map as JsonObject);
}

export function mapKeys(map: MapValue): Value[] {
  const entries = entriesOf(map);
  return entries ? [...entries.keys()] : Object.keys(map);
}

/** Neither an index, which JavaScript sorts, nor the name of the prototype. */
function isOrdinary(key: Value): key is string {
  return typeof key === 'string' && key !== '__proto__' && !/^\d+$/.test(key);
}

function entriesOf(map: MapValue): Map<Value, Value> | undefined {
  return map instanceof JavaMap ? map.entries : map[movedEntries];
}

function moveEntries(map: JsonObject): Map<Value, Value> {
  const entries = new Map<Value, Value>(Object.entries(map));
  for (const key of Object.keys(map)) delete map[key];
  map[movedEntries] = entries;
  return entries;
}

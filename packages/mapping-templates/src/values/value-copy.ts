import { checkDepth } from '../limits.ts';
import { JavaDouble } from './java-double.ts';
import { isMap, mapEntries, mapPut } from './map-value.ts';
import { JavaList, JavaMap, TemplateObject, type Value } from './value.ts';

/** A value in a form that the structured clone algorithm keeps, so that it can go to another thread. */
export type ValueCopy = Exclude<Value, object> | { readonly double: number } | ContainerCopy;

interface ContainerCopy {
  readonly kind: 'JSON object' | 'JSON array' | 'map' | JavaList['kind'];
  /** The keys of a map and its values in turn, or the items of a list. */
  readonly members: ValueCopy[];
}

/** An object that two values share is shared by their copies. One like `$input` is left out. */
export function copyOfValue(value: Value, seen = new Map<object, ContainerCopy>(), depth = 0): ValueCopy {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof TemplateObject) return undefined;
  if (value instanceof JavaDouble) return { double: value.value };
  const before = seen.get(value);
  if (before) return before;
  checkDepth(depth);
  const copy: ContainerCopy = { kind: kindOf(value), members: [] };
  seen.set(value, copy);
  for (const member of membersOf(value)) copy.members.push(copyOfValue(member, seen, depth + 1));
  return copy;
}

/** The value that was copied. */
export function valueOfCopy(copy: ValueCopy, seen = new Map<ContainerCopy, Value>()): Value {
  if (typeof copy !== 'object' || copy === null) return copy;
  if ('double' in copy) return new JavaDouble(copy.double);
  const before = seen.get(copy);
  if (before !== undefined) return before;
  const { kind, members } = copy;
  if (kind === 'map' || kind === 'JSON object') {
    const map = kind === 'map' ? new JavaMap() : {};
    seen.set(copy, map);
    for (let at = 0; at < members.length; at += 2) {
      mapPut(map, valueOfCopy(members[at], seen), valueOfCopy(members[at + 1], seen));
    }
    return map;
  }
  const items: Value[] = [];
  const list = kind === 'JSON array' ? items : new JavaList(items, kind);
  seen.set(copy, list);
  for (const member of members) items.push(valueOfCopy(member, seen));
  return list;
}

type Container = Exclude<Extract<Value, object>, TemplateObject | JavaDouble>;

function kindOf(value: Container): ContainerCopy['kind'] {
  if (Array.isArray(value)) return 'JSON array';
  if (value instanceof JavaList) return value.kind;
  return value instanceof JavaMap ? 'map' : 'JSON object';
}

function membersOf(value: Container): Value[] {
  if (isMap(value)) return mapEntries(value).flat();
  return Array.isArray(value) ? value : value.items;
}

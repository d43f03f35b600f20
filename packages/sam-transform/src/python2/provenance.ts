import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { dictionaryOrder } from './dictionary.ts';

// Python 2 printed the strings of a template as u'text' and those in the translator's own source as 'text'. So
// it must be known of every string in an API's definition where it came from. Strings cannot carry that; the
// object or list that holds them is noted here with the places at which the template's strings stand.
const keys = new WeakMap<object, ReadonlySet<string>>();
const values = new WeakMap<object, ReadonlySet<string>>();
const nothing: ReadonlySet<string> = new Set();
// A key that is deleted leaves its slot occupied, so the order depends on the keys that once were there too.
const histories = new WeakMap<object, readonly string[]>();

type Holder = JsonObject | JsonValue[];

export function isGivenKey(holder: Holder, key: string): boolean {
  return (keys.get(holder) ?? nothing).has(key);
}

export function isGivenValue(holder: Holder, key: string | number): boolean {
  return (values.get(holder) ?? nothing).has(String(key));
}

/** The keys in the order in which Python 2 went through them. */
export function keysInOrder(object: JsonObject): string[] {
  return dictionaryOrder(historyOf(object)).filter((key) => key in object);
}

function historyOf(object: JsonObject): readonly string[] {
  return histories.get(object) ?? Object.keys(object);
}

/** Notes that every string in the value, keys included, is the template's. */
export function fromTemplate<Value extends JsonValue>(value: Value): Value {
  if (Array.isArray(value) || isObject(value)) {
    givenKeys(value);
    givenValues(value);
    Object.values(value).forEach(fromTemplate);
  }
  return value;
}

/** Notes that keys are the template's: all of them, or those named. */
export function givenKeys<Value extends Holder>(holder: Value, names = Object.keys(holder)): Value {
  keys.set(holder, new Set([...(keys.get(holder) ?? nothing), ...names]));
  return holder;
}

/** Notes that values are the template's: all of them, or those at the places named. */
export function givenValues<Value extends Holder>(holder: Value, names = Object.keys(holder)): Value {
  values.set(holder, new Set([...(values.get(holder) ?? nothing), ...names]));
  return holder;
}

/** `{ ...base, ...added }` with what is known of both; a key that was there before stays the one it was. */
export function extended(base: JsonObject, added: JsonObject): JsonObject {
  const result = { ...base, ...added };
  const own = Object.keys(base).filter((name) => isGivenKey(base, name));
  histories.set(result, [...new Set([...historyOf(base), ...Object.keys(added)])]);
  const others = Object.keys(added).filter((name) => !(name in base) && isGivenKey(added, name));
  givenKeys(result, [...own, ...others]);
  return givenValues(
    result,
    Object.keys(result).filter((name) => isGivenValue(name in added ? added : base, name)),
  );
}

/** The object without some of its keys. */
export function without(base: JsonObject, ...names: readonly string[]): JsonObject {
  const kept = Object.entries(base).filter(([name]) => !names.includes(name));
  const result = keepingNotes(base, Object.fromEntries(kept));
  histories.set(result, historyOf(base));
  return result;
}

/** The object with some of its keys as if they had been added last. */
export function withLast(base: JsonObject, ...names: readonly string[]): JsonObject {
  const order = [...Object.keys(base).filter((name) => !names.includes(name)), ...names];
  return keepingNotes(base, Object.fromEntries(order.map((name) => [name, base[name] ?? null])));
}

/** The list with its items edited. */
export function mapped(list: JsonValue[], edit: (item: JsonValue, index: number) => JsonValue): JsonValue[] {
  return keepingNotes(list, list.map(edit));
}

// What a copy would not change. The translator copies a whole definition before and after each event, of which
// an event changes one path.
const settled = new WeakSet<object>();

/**
 * A deep copy as Python 2 made it: the keys of each dictionary are added in the order the old one holds them. A part
 * that this would not change is not copied, since no part is ever changed in place.
 */
export function copied<Value extends JsonValue>(value: Value): Value;
export function copied(value: JsonValue): JsonValue {
  if (!(Array.isArray(value) || isObject(value)) || settled.has(value)) return value;
  const copy = Array.isArray(value) ? value.map(copied) : copiedObject(value);
  if (!isSame(value, copy)) return keepingNotes(value, copy);
  settled.add(value);
  return value;
}

function copiedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(keysInOrder(object).map((name) => [name, copied(object[name] ?? null)]));
}

function isSame(value: Holder, copy: Holder): boolean {
  const entries = Object.entries(value);
  const history = histories.get(value);
  return (
    (history === undefined || history.length === entries.length) &&
    Object.entries(copy).every(([name, item], index) => {
      const [ownName, ownItem] = entries[index] ?? [];
      return name === ownName && item === ownItem && (history === undefined || history[index] === name);
    })
  );
}

function keepingNotes<Value extends Holder>(from: Holder, to: Value): Value {
  givenKeys(
    to,
    Object.keys(to).filter((name) => isGivenKey(from, name)),
  );
  return givenValues(
    to,
    Object.keys(to).filter((name) => isGivenValue(from, name)),
  );
}

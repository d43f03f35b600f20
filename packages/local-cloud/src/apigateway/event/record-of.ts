/**
 * Makes records without a prototype, as a client may name a header or parameter `__proto__`. V8 keeps what a
 * constructor makes like any other object, but what `Object.create(null)` makes as a table, slow to write as JSON.
 */
const Bare = function Bare() {} as unknown as new () => Record<string, never>;
Bare.prototype = Object.create(null);

export function recordOf<Value>(
  entries: Iterable<readonly [name: string, value: Value]>,
): Record<string, Value> {
  const record: Record<string, Value> = new Bare();
  for (const [name, value] of entries) record[name] = value;
  return record;
}

/** Of several values of one name the last counts. */
export function lastValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  const record: Record<string, string> = new Bare();
  for (const [name, all] of values) record[name] = all.at(-1) ?? '';
  return record;
}

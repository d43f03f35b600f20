/** Without a prototype: a client may name a header or parameter `__proto__`. */
export function recordOf<Value>(
  entries: Iterable<readonly [name: string, value: Value]>,
): Record<string, Value> {
  const record: Record<string, Value> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}

/** Of several values of one name the last counts. */
export function lastValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [name, all] of values) record[name] = all.at(-1) ?? '';
  return record;
}

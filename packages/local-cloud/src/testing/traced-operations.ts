import type { Operation } from '../aws/service.ts';

/** Operations, and the paths of the members of their inputs that they have read. */
export function tracedOperations<Table extends object>(operations: Table) {
  const seen = new Set<string>();
  const entries = Object.entries(operations).map(([name, operation]: [string, Operation]) => [
    name,
    (input: object, ...rest: [never]) => operation(traced(input, '', seen) as never, ...rest),
  ]);
  return { operations: Object.fromEntries(entries) as Table, seen: seen as ReadonlySet<string> };
}

/**
 * A value that notes which of its members are read by name; what is in a list or a map counts as at the path of it. A
 * copy of all members, as a spread makes it, reads none: nobody knows what becomes of them.
 */
function traced(value: unknown, path: string, seen: Set<string>): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof Date)
    return value;
  let copied: string | symbol | undefined;
  return new Proxy(value, {
    getOwnPropertyDescriptor(target, name) {
      copied = name;
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof name !== 'string' || typeof member === 'function') return member;
      const isName = !Array.isArray(target) && name !== 'key';
      const own = isName ? (path === '' ? name : `${path}.${name}`) : path;
      if (copied !== name) seen.add(own);
      copied = undefined;
      return traced(member, own, seen);
    },
  });
}

import { ServiceError } from './service-error.ts';

type Value = string | Value[] | { [name: string]: Value };
type Branch = Map<string, Branch | string>;

const maxDepth = 12;
/** No operation comes near: a stack of 200 parameters and 50 tags has 500. */
const maxMembers = 10_000;

/**
 * The form fields of the Query protocol as one object: `Tags.member.1.Key=a` is `{Tags: [{Key: 'a'}]}`,
 * `Names.entry.1.key=a&Names.entry.1.value=b` is `{Names: {a: 'b'}}`, and an empty `Tags=` stays the empty string, which
 * is how the SDK writes an empty list.
 */
export function queryInput(form: URLSearchParams): Record<string, Value> {
  if (form.size > maxMembers) {
    throw new ServiceError(
      'MalformedQueryString',
      `Expected at most ${maxMembers} parameters, received ${form.size}.`,
    );
  }
  const root: Branch = new Map();
  for (const [name, value] of form) {
    if (name === 'Action' || name === 'Version') continue;
    const path = name.split('.');
    if (path.length > maxDepth)
      throw new ServiceError('MalformedQueryString', `The parameter ${name} is nested too deeply.`);
    plant(root, path, value, name);
  }
  return valueFrom(root) as Record<string, Value>;
}

function plant(root: Branch, path: readonly string[], value: string, name: string): void {
  const leaf = path.at(-1) ?? '';
  let branch = root;
  for (const step of path.slice(0, -1)) {
    const next = branch.get(step) ?? new Map<string, Branch | string>();
    if (typeof next === 'string') throw conflict(name);
    branch.set(step, next);
    branch = next;
  }
  if (branch.has(leaf)) throw conflict(name);
  branch.set(leaf, value);
}

function valueFrom(branch: Branch): Value {
  const [[kind, content] = []] = branch.size === 1 ? branch : [];
  if (content instanceof Map) {
    if (kind === 'member') return inOrder(content).map(itemFrom);
    if (kind === 'entry') return Object.fromEntries(inOrder(content).map(mapEntryFrom));
  }
  return Object.fromEntries([...branch].map(([name, value]) => [name, itemFrom(value)]));
}

function inOrder(numbered: Branch): (Branch | string)[] {
  return [...numbered].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}

function itemFrom(item: Branch | string): Value {
  return typeof item === 'string' ? item : valueFrom(item);
}

function mapEntryFrom(entry: Branch | string): [string, Value] {
  const [key, value = ''] = entry instanceof Map ? [entry.get('key'), entry.get('value')] : [];
  if (typeof key === 'string') return [key, itemFrom(value)];
  throw new ServiceError('MalformedQueryString', 'Expected a key and a value for each entry of a map.');
}

function conflict(name: string): ServiceError {
  return new ServiceError(
    'MalformedQueryString',
    `The parameter ${name} is given twice or contradicts another.`,
  );
}

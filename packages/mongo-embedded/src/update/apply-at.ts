import { MongoError } from '../mongo-error.ts';
import { type Document, fieldOf, isDocument, setField } from '../values/document.ts';
import { isIndex } from '../values/paths.ts';

/** One field or element of a document that an operator changes. */
export interface Place {
  /** Dotted, as messages show it. */
  readonly path: string;
  get(): unknown;
  set(value: unknown): void;
  remove(): void;
}

/** Finds the place of a path. Documents on the way are made when the operator sets a value, not before. */
export function applyAt(root: Document, path: readonly string[], change: (place: Place) => void): void {
  change({
    path: path.join('.'),
    get: () => path.reduce<unknown>((value, name) => childOf(value, name), root),
    set(value) {
      const last = path.at(-1) ?? '';
      setChild(path.slice(0, -1).reduce<Container>(descend, root), last, value);
    },
    remove() {
      const parent = path.slice(0, -1).reduce<unknown>((value, name) => childOf(value, name), root);
      const last = path.at(-1) ?? '';
      // An element that is unset leaves null, so that the others keep their numbers.
      if (Array.isArray(parent)) {
        if (isIndex(last) && Number(last) < parent.length) parent[Number(last)] = null;
      } else if (isDocument(parent)) delete parent[last];
    },
  });
}

type Container = Document | unknown[];

function descend(container: Container, name: string): Container {
  const child = childOf(container, name);
  if (Array.isArray(child) || isDocument(child)) return child;
  if (child !== undefined)
    throw new MongoError(28, `Cannot create field in element {${name}: ${JSON.stringify(child)}}`);
  const made: Document = {};
  setChild(container, name, made);
  return made;
}

// As MongoDB's own limit, so that a small update cannot fill the memory with nulls.
const longestPadding = 1_500_000;

function setChild(container: Container, name: string, value: unknown): void {
  if (!Array.isArray(container)) {
    setField(container, name, value);
    return;
  }
  if (!isIndex(name)) throw new MongoError(28, `Cannot create field '${name}' in an array`);
  const index = Number(name);
  if (index - container.length > longestPadding)
    throw new MongoError(2, `cannot use the index ${name}: it adds more than ${longestPadding} elements`);
  while (container.length < index) container.push(null);
  container[index] = value;
}

function childOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return isIndex(name) ? value[Number(name)] : undefined;
  return isDocument(value) ? fieldOf(value, name) : undefined;
}

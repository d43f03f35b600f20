import { compareKeys } from './compare-keys.ts';

export interface PageOptions {
  readonly prefix?: string | undefined;
  readonly delimiter?: string | undefined;
  /** The page begins after this key or common prefix. */
  readonly after?: string | undefined;
  /** The common prefix in which `after` is has been listed. */
  readonly passesPrefix?: boolean;
  /** Keys and common prefixes together. */
  readonly maxKeys: number;
}

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly commonPrefixes: readonly string[];
  /** The key or common prefix after which the next page begins; absent on the last page. */
  readonly next?: string;
}

/**
 * One page of entries, which are in the order of their keys (several may have the same key). Keys with the same
 * beginning up to the first delimiter after the prefix are listed as one common prefix.
 */
export function listPage<Entry>(
  sorted: readonly Entry[],
  keyOf: (entry: Entry) => string,
  { prefix = '', delimiter, after, maxKeys, passesPrefix = false }: PageOptions,
): Page<Entry> {
  const entries: Entry[] = [];
  const commonPrefixes: string[] = [];
  const passed = passesPrefix ? commonPrefix(after ?? '', prefix, delimiter) : after;
  let last: string | undefined;
  for (let index = firstIndex(sorted, keyOf, prefix, after); index < sorted.length; index++) {
    const entry = sorted[index] as Entry;
    const key = keyOf(entry);
    if (!key.startsWith(prefix)) break;
    const common = commonPrefix(key, prefix, delimiter);
    if (common !== undefined && (common === passed || common === commonPrefixes.at(-1))) continue;
    if (entries.length + commonPrefixes.length >= maxKeys) {
      return { entries, commonPrefixes, ...(last !== undefined && { next: last }) };
    }
    if (common === undefined) entries.push(entry);
    else commonPrefixes.push(common);
    last = common ?? key;
  }
  return { entries, commonPrefixes };
}

/** Binary search: the first key that is not less than the prefix and greater than `after`. */
function firstIndex<Entry>(
  sorted: readonly Entry[],
  keyOf: (entry: Entry) => string,
  prefix: string,
  after: string | undefined,
): number {
  const isBefore = (key: string) =>
    compareKeys(key, prefix) < 0 || (after !== undefined && compareKeys(key, after) <= 0);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(keyOf(sorted[middle] as Entry))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function commonPrefix(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (!delimiter) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

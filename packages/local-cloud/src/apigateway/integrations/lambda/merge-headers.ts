import type { Header } from '../../headers/header.ts';

interface Lines {
  readonly spelling: string;
  readonly values: string[];
}

/**
 * The lines of `multiValueHeaders` and `headers` together. A name in both keeps the first map's spelling, and its
 * single value comes after the others unless it is one of them.
 */
export function mergeHeaders(multi: readonly Header[], single: readonly Header[]): Header[] {
  if (multi.length === 0 && single.length < 2) return [...single];
  const byName = new Map<string, Lines>();
  for (const [name, value] of multi) linesOf(byName, name).values.push(value);
  for (const [name, value] of single) {
    const { values } = linesOf(byName, name);
    if (!values.includes(value)) values.push(value);
  }
  const lines: Header[] = [];
  for (const { spelling, values } of byName.values()) {
    for (const value of values) lines.push([spelling, value]);
  }
  return lines;
}

function linesOf(byName: Map<string, Lines>, name: string): Lines {
  const key = name.toLowerCase();
  const lines = byName.get(key) ?? { spelling: name, values: [] };
  byName.set(key, lines);
  return lines;
}

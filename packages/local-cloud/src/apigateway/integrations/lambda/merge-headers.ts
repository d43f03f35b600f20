import type { Header } from '../../exchange.ts';

interface Lines {
  readonly spelling: string;
  readonly values: string[];
}

/**
 * The lines of `multiValueHeaders` and `headers` together. A name in both keeps the first map's spelling, and its
 * single value comes after the others unless it is one of them.
 */
export function mergeHeaders(multi: readonly Header[], single: readonly Header[]): Header[] {
  const byName = new Map<string, Lines>();
  for (const [name, value] of multi) linesOf(byName, name).values.push(value);
  for (const [name, value] of single) {
    const { values } = linesOf(byName, name);
    if (!values.includes(value)) values.push(value);
  }
  return [...byName.values()].flatMap(({ spelling, values }) =>
    values.map((value): Header => [spelling, value]),
  );
}

function linesOf(byName: Map<string, Lines>, name: string): Lines {
  const key = name.toLowerCase();
  const lines = byName.get(key) ?? { spelling: name, values: [] };
  byName.set(key, lines);
  return lines;
}

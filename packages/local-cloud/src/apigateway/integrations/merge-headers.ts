import type { Header } from '../exchange.ts';

/**
 * The lines of `multiValueHeaders` and `headers` together. A name in both keeps the first map's spelling, and its
 * single value comes after the others unless it is one of them.
 */
export function mergeHeaders(multi: readonly Header[], single: readonly Header[]): Header[] {
  if (multi.length === 0) return [...single];
  const merged: Header[] = [];
  const spellings = new Map(multi.map(([name]) => [name.toLowerCase(), name]));
  for (const [key, spelling] of spellings) {
    const isSame = ([name]: Header) => name.toLowerCase() === key;
    const values = [...multi.filter(isSame), ...single.filter(isSame)].map(([, value]) => value);
    for (const value of deduplicated(values, multi.filter(isSame).length)) merged.push([spelling, value]);
  }
  return [...merged, ...single.filter(([name]) => !spellings.has(name.toLowerCase()))];
}

/** Repetitions within `multiValueHeaders` are meant. */
function deduplicated(values: readonly string[], multiCount: number): string[] {
  return values.filter((value, index) => index < multiCount || !values.slice(0, multiCount).includes(value));
}

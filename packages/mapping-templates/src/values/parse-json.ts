import { isNestedTooDeep } from './is-nested-too-deep.ts';
import { readJson } from './read-json.ts';
import type { Value } from './value.ts';

export interface ParsedJson {
  readonly value: Value;
  /** The engine's own `JSON.stringify` prints it as Java would. */
  readonly isPlain: boolean;
}

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): ParsedJson | undefined {
  if (isNestedTooDeep(text)) return undefined;
  try {
    const value = JSON.parse(text) as Value;
    return loses.test(text) ? { value: readJson(text), isPlain: false } : { value, isPlain: true };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

// What `JSON.parse` forgets and Java remembers: that 1.0 is no integer, how large and small doubles are written,
// digits beyond 2^53, and the place of keys like "1".
const loses = /(?:^|[[:,\s])-?(?:\d+(?:\.0|(?:\.\d+)?[eE])|\d{16}|\d{8,}\.)|"(?:\d+|__proto__)"\s*:/;

import { isNestedTooDeep } from './is-nested-too-deep.ts';
import { readJson } from './read-json.ts';
import type { Value } from './value.ts';

export interface ParsedJson {
  readonly value: Value;
  /** `JSON.stringify` prints it as Java would. */
  readonly isPlain: boolean;
}

/** Undefined for a string that is not JSON, or is nested too deeply. */
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

// What `JSON.parse` loses and Java keeps: that 1.0 is not an integer, how large and small doubles are written, digits
// beyond 2^53, and the order of keys like "1".
const loses = /(?:^|[[:,\s])-?(?:\d+(?:\.0|(?:\.\d+)?[eE])|\d{16}|\d{8,}\.)|"(?:\d+|__proto__)"\s*:/;

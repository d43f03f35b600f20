import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isObject, type JsonValue } from './template.ts';

/** A logical id that changes when `data` does: the prefix and ten hexadecimal digits. */
export function hashedId(prefix: string, data: JsonValue): string {
  return data === '' ? prefix : prefix + hash(data).slice(0, 10);
}

/** SHA-1 in hexadecimal, of a string as it is and of anything else as compact JSON with sorted keys. */
export function hash(data: JsonValue): string {
  const text = typeof data === 'string' ? data : asciiOnly(canonical(data));
  return bytesToHex(sha1(utf8ToBytes(text)));
}

/** The same string for equal values, whatever the order of their keys. */
export function canonical(value: JsonValue): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}

export function asciiJson(value: JsonValue): string {
  return asciiOnly(JSON.stringify(value));
}

// The official translator's JSON escapes every character beyond ASCII; ids are equal only if ours does too.
function asciiOnly(json: string): string {
  return json.replace(/[^\0-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

import { checkDepth } from '../limits.ts';
import { narrowed } from './arithmetic.ts';
import { javaDouble } from './java-double.ts';
import { JavaMap } from './java-map.ts';
import type { Value } from './value.ts';

/** Reads a text that is known to be JSON, and keeps what `JSON.parse` loses. */
export function readJson(text: string): Value {
  let at = 0;
  return read(0);

  function read(depth: number): Value {
    checkDepth(depth);
    const start = next();
    if (start === '{') return readObject(depth);
    if (start === '[') return readArray(depth);
    if (start === '"') return readText();
    const token = take(scalar);
    if (!/^[-\d]/.test(token)) return JSON.parse(token) as Value;
    return /[.eE]/.test(token) ? javaDouble(Number(token)) : narrowed(BigInt(token));
  }

  function readArray(depth: number): Value[] {
    const items: Value[] = [];
    at += 1;
    while (next() !== ']') {
      if (text[at] === ',') at += 1;
      else items.push(read(depth + 1));
    }
    at += 1;
    return items;
  }

  function readObject(depth: number): JavaMap {
    const map = new JavaMap();
    at += 1;
    while (next() !== '}') {
      if (text[at] === ',') at += 1;
      next();
      const key = readText();
      next();
      at += 1;
      map.entries.set(key, read(depth + 1));
    }
    at += 1;
    return map;
  }

  function readText(): string {
    let end = text.indexOf('"', at + 1);
    while (isEscaped(end)) end = text.indexOf('"', end + 1);
    const raw = text.slice(at, end + 1);
    at = end + 1;
    return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  }

  function isEscaped(end: number): boolean {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    return slashes % 2 === 1;
  }

  /** The next character that is no white space, unread. */
  function next(): string | undefined {
    take(space);
    return text[at];
  }

  function take(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  }
}

const space = /[ \t\r\n]*/y;
const scalar = /[-+.\w]*/y;

import { narrowed } from './arithmetic.ts';
import { javaDouble } from './java-double.ts';
import { mapPut } from './map-value.ts';
import type { JsonObject, Value } from './value.ts';

/** Reads a string that is known to be JSON of bounded depth, and keeps what `JSON.parse` loses (VT-34). */
export function readJson(text: string): Value {
  let at = 0;
  return read();

  function read(): Value {
    const start = next();
    if (start === quote) return readText();
    if (start === openBrace) return readObject();
    if (start === openBracket) return readArray();
    return readScalar();
  }

  function readArray(): Value[] {
    const items: Value[] = [];
    at += 1;
    while (next() !== closeBracket) {
      if (text.charCodeAt(at) === comma) at += 1;
      else items.push(read());
    }
    at += 1;
    return items;
  }

  function readObject(): JsonObject {
    const object: JsonObject = {};
    at += 1;
    while (next() !== closeBrace) {
      if (text.charCodeAt(at) === comma) at += 1;
      next();
      const key = readText();
      next();
      at += 1;
      mapPut(object, key, read());
    }
    at += 1;
    return object;
  }

  function readText(): string {
    const start = at;
    let end = text.indexOf('"', start + 1);
    while (isEscaped(end)) end = text.indexOf('"', end + 1);
    at = end + 1;
    const inner = text.slice(start + 1, end);
    return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner;
  }

  function isEscaped(end: number): boolean {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    return slashes % 2 === 1;
  }

  function readScalar(): Value {
    const start = at;
    while (isScalar(text.charCodeAt(at))) at += 1;
    const token = text.slice(start, at);
    const number = Number(token);
    if (Number.isNaN(number)) return JSON.parse(token) as Value;
    if (/[.eE]/.test(token)) return javaDouble(number);
    return Number.isSafeInteger(number) ? number + 0 : narrowed(BigInt(token));
  }

  /** The code of the next character that is not white space, without reading it. */
  function next(): number {
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      at += 1;
      code = text.charCodeAt(at);
    }
    return code;
  }
}

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
];

const marks: ReadonlySet<number> = new Set([...'+-.E'].map((mark) => mark.charCodeAt(0)));

/** Of a number, `true`, `false` or `null`. */
function isScalar(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || marks.has(code);
}

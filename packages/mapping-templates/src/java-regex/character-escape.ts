import type { PatternReader } from './pattern-reader.ts';

const simple: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  a: '\x07',
  e: '\x1b',
};

const octal = /0([0-3]?[0-7]{1,2})/y;
const hexadecimal = /x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})|u([0-9a-fA-F]{4})/y;
const control = /c([\s\S])/y;

/** The character that an escape stands for; the backslash has been read. */
export function takeCharacterEscape(reader: PatternReader): string {
  const digits = reader.take(octal)?.[1];
  if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 8));
  const hex = reader.take(hexadecimal);
  if (hex) return codePoint(reader, Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16));
  const key = reader.take(control)?.[1];
  if (key !== undefined) return String.fromCharCode(key.charCodeAt(0) ^ 64);
  const character = reader.next();
  if (Object.hasOwn(simple, character)) return simple[character] ?? '';
  if (/[a-zA-Z0-9]/.test(character)) throw reader.invalid('Illegal/unsupported escape sequence');
  return character;
}

function codePoint(reader: PatternReader, code: number): string {
  if (code > 0x10ffff) throw reader.invalid('Hexadecimal codepoint is too big');
  return String.fromCodePoint(code);
}

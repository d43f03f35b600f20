import type { PatternReader } from './pattern-reader.ts';

const lineBreaks = '\\n\\x0B\\f\\r\\x85\\u2028\\u2029';
const blanks = '\\x20\\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';

const predefined: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'a-zA-Z0-9_',
  s: '\\x20\\t\\n\\x0B\\f\\r',
  h: blanks,
  v: lineBreaks,
};

const posix: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E',
  Graph: '\\x21-\\x7E',
  Print: '\\x20-\\x7E',
  Blank: '\\x20\\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: '\\x20\\t\\n\\x0B\\f\\r',
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaWhitespace: '\\t-\\r\\x1C-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000',
  javaLetter: '\\p{L}',
  javaDigit: '\\p{Nd}',
  javaLetterOrDigit: '\\p{L}\\p{Nd}',
  IsAlphabetic: '\\p{Alphabetic}',
  IsIdeographic: '\\p{Ideographic}',
  IsLetter: '\\p{L}',
  IsLowercase: '\\p{Lowercase}',
  IsUppercase: '\\p{Uppercase}',
  IsWhite_Space: '\\p{White_Space}',
  IsDigit: '\\p{Nd}',
};

const shorthand = /[dwshvDWSHV]/y;
const property = /([pP])(?:\{([^}]*)\}|([a-zA-Z]))/y;
const category =
  /^(?:Is|general_category=|gc=)?((?:L[ultmo]?|M[nce]?|N[dlo]?|Z[slp]?|C[cfos]?|P[cdseifo]?|S[mcko]?))$/;

/** A class that an escape stands for, as `[…]`; the backslash has been read. Undefined for any other escape. */
export function takeSetEscape(reader: PatternReader): string | undefined {
  const letter = reader.take(shorthand)?.[0];
  if (letter !== undefined) return setSource(predefined[letter.toLowerCase()] ?? '', /[A-Z]/.test(letter));
  const match = reader.take(property);
  if (!match) return undefined;
  const name = match[2] ?? match[3] ?? '';
  const set = Object.hasOwn(posix, name) ? posix[name] : categorySet(name);
  if (set === undefined) throw reader.unsupported(`\\${match[0]}`);
  return setSource(set, match[1] === 'P');
}

function setSource(set: string, isNegated: boolean): string {
  return `[${isNegated ? '^' : ''}${set}]`;
}

function categorySet(name: string): string | undefined {
  const letters = category.exec(name)?.[1];
  if (letters !== undefined) return `\\p{${letters}}`;
  const script =
    /^(?:Is|script=|sc=)(Latin|Greek|Cyrillic|Arabic|Hebrew|Han|Hiragana|Katakana|Hangul|Thai)$/i.exec(
      name,
    )?.[1];
  return script === undefined ? undefined : `\\p{Script=${capitalised(script)}}`;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

import { asciiJson } from '../logical-id.ts';
import { isObject, type JsonValue } from '../template.ts';
import { isGivenKey, isGivenValue, keysInOrder } from './provenance.ts';

/** A value as Python 2's `str` printed it. */
export function printed(value: JsonValue, isGiven = false): string {
  if (typeof value === 'string') return isGiven ? unicodeLiteral(value) : quoted(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return printedNumber(value);
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => printed(item, isGivenValue(value, index))).join(', ')}]`;
  }
  const items = keysInOrder(value).map((key) => {
    const item = value[key] ?? null;
    return `${printed(key, isGivenKey(value, key))}: ${printedVersion(key, item) ?? printed(item, isGivenValue(value, key))}`;
  });
  return `{${items.join(', ')}}`;
}

/** A value as Python's `json.dumps` writes it, dictionaries in the order of Python 2. */
export function pythonJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (isObject(value)) {
    const items = keysInOrder(value).map((key) => `${asciiJson(key)}: ${pythonJson(value[key] ?? null)}`);
    return `{${items.join(', ')}}`;
  }
  return asciiJson(value);
}

// YAML's 3.0 and 3 are both the number 3 here. Where a version stands it was written with a point.
function printedVersion(key: string, value: JsonValue): string | undefined {
  const isVersion = key === 'openapi' || key === 'swagger' || key === 'version';
  return isVersion && Number.isInteger(value) ? `${value}.0` : undefined;
}

// Like JavaScript, Python prints the fewest digits that read back as the same number, but from 1e16 on with an exponent,
// of at least two digits. An integer of any size is printed whole, with an L beyond 64 bits.
function printedNumber(value: number): string {
  if (Number.isInteger(value)) {
    const digits = BigInt(value).toString();
    return Math.abs(value) >= 2 ** 63 ? `${digits}L` : digits;
  }
  const text = Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function unicodeLiteral(text: string): string {
  const escaped = [...text].map(unicodeEscape).join('');
  return `u${quoted(escaped).replaceAll('\\\\', '\\')}`;
}

function unicodeEscape(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (character === '\\') return '\\\\';
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  if (point >= 0x20 && point < 0x7f) return character;
  const digits = point.toString(16);
  if (point <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return point <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// Single quotes, unless only those occur inside.
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = [...text].map((character) => {
    if (character === '\\' || character === quote) return `\\${character}`;
    return shortEscapes[character] ?? character;
  });
  return quote + escaped.join('') + quote;
}

import type { Meter } from './meter.ts';
import { TemplateFault } from './template-error.ts';
import { javaText } from './values/java-text.ts';
import { parseJson } from './values/parse-json.ts';
import { TemplateObject, type Value } from './values/value.ts';

/** `$util` */
export class UtilVariable extends TemplateObject {
  override property(): undefined {
    return undefined;
  }

  override call(name: string, parameters: readonly Value[], meter: Meter): Value {
    const run = functions.get(name);
    if (!run || parameters.length !== 1) return undefined;
    const text = javaText(parameters[0], meter);
    meter.spend(text.length >> 4);
    return run(text);
  }

  override toText(): string {
    return '';
  }
}

const functions: ReadonlyMap<string, (text: string) => Value> = new Map<string, (text: string) => Value>([
  ['escapeJavaScript', escapeJavaScript],
  ['parseJson', parsed],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', base64Encode],
  ['base64Decode', base64Decode],
]);

const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
};

function escapeJavaScript(text: string): string {
  return text.replace(/["'\\]|[^\x20-\x7f]/g, (character) => {
    if (/["'\\]/.test(character)) return `\\${character}`;
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return shortEscapes[character] ?? `\\u${code}`;
  });
}

function parsed(text: string): Value {
  if (text === '') return undefined;
  const json = parseJson(text);
  if (!json)
    throw new TemplateFault(`$util.parseJson expects JSON, received ${JSON.stringify(text.slice(0, 100))}`);
  return json.value;
}

/** The form encoding of Java's `URLEncoder`, which keeps other characters than JavaScript's encoder does. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()~]|%20/g, (part) =>
    part === '%20' ? '+' : `%${part.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function urlDecode(text: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) {
    throw new TemplateFault(
      `$util.urlDecode expects complete escapes, received ${JSON.stringify(text.slice(0, 100))}`,
    );
  }
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) =>
    utf8Text(
      escapes
        .slice(1)
        .split('%')
        .map((digits) => Number.parseInt(digits, 16)),
    ),
  );
}

function base64Encode(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let characters = '';
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}

/** Takes both alphabets, and leaves out what belongs to neither. */
function base64Decode(text: string): string {
  const [digits = ''] = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/=]/g, '')
    .split('=');
  // A last digit alone holds no byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return utf8Text(Array.from(atob(whole), (character) => character.charCodeAt(0)));
}

function utf8Text(bytes: readonly number[]): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

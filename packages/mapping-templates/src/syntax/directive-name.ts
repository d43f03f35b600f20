import type { Reader } from './reader.ts';

/** The directives of API Gateway (VT-9). `#macro` is parsed, but defines nothing. */
export const directiveNames: ReadonlySet<string> = new Set([
  'set',
  'if',
  'elseif',
  'else',
  'end',
  'foreach',
  'define',
  'macro',
  'stop',
  'break',
]);

const directiveName = /#(?:[a-zA-Z_@][a-zA-Z0-9_@]*|\{[a-zA-Z_][a-zA-Z0-9_@]*\})/y;

/** `name` of `#name` or `#{name}`; reads nothing when there is none. */
export function takeDirectiveName(reader: Reader): string | undefined {
  return reader.take(directiveName)?.replace(/[#{}]/g, '');
}

const lineEnd = /[ \t]*(?:\r\n|\r|\n)/y;

/** A directive swallows the rest of its line when only white space is left. */
export function skipLineEnd(reader: Reader): void {
  reader.take(lineEnd);
}

const opening = /[ \t\r\n]*\(/y;

export function takeOpening(reader: Reader): boolean {
  return reader.take(opening) !== undefined;
}

export function expectClosing(reader: Reader, name: string): void {
  reader.skipSpace();
  reader.expect(')', `at the end of #${name}(…)`);
  skipLineEnd(reader);
}

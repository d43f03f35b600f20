import type { Reader } from './reader.ts';

const lineComment = /##[^\r\n]*(?:\r\n|\r|\n)?/y;

/** Reads what Velocity does not look into: comments leave '', `#[[text]]#` its text. Undefined for anything else. */
export function skipUnparsed(reader: Reader): string | undefined {
  if (reader.take(lineComment) !== undefined) return '';
  if (reader.isAt('#*')) {
    takeUntil(reader, '*#');
    return '';
  }
  if (reader.isAt('#[[')) return takeUntil(reader, ']]#');
  if (reader.at === reader.text.length - 1) throw reader.error('A # ends the template');
  return undefined;
}

function takeUntil(reader: Reader, closing: string): string {
  const start = reader.at + closing.length;
  const end = reader.text.indexOf(closing, start);
  if (end === -1) throw reader.unexpected(`${closing} further on`);
  reader.at = end + closing.length;
  return reader.text.slice(start, end);
}

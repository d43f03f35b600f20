import { isUtf8 } from 'node:buffer';

/** Node reads header bytes as Latin-1. Decodes them as UTF-8 where they are valid UTF-8. */
export function fromWire(text: string): string {
  if (isAscii(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
}

/** The inverse: UTF-8 bytes, one character each, as Node writes them. */
export function toWire(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}

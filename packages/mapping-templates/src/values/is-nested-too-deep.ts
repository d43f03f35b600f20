/**
 * Whether the brackets of a JSON string are nested deeper than a body may be. Checked before parsing: ten million
 * brackets cost `JSON.parse` a second and hundreds of megabytes.
 */
export function isNestedTooDeep(text: string): boolean {
  if (text.length <= maxJsonDepth) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfText(text, at);
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
    if (depth > maxJsonDepth) return true;
  }
  return false;
}

/** No option: it protects the stack of the JavaScript engine. */
const maxJsonDepth = 400;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d,
];

/** The index of the quote that closes the one at `start`, or the end of the string. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += 1;
  }
  return text.length;
}

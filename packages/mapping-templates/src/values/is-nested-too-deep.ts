/**
 * Are the brackets of a JSON text nested deeper than a body may be? Asked before it is parsed: ten million brackets
 * cost the engine's own parser a second and hundreds of megabytes.
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

/** As with depth elsewhere, no option. */
const maxJsonDepth = 400;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d,
];

/** The place of the quote that closes the one at `start`; the end of the text where none does. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += 1;
  }
  return text.length;
}

/** What a terminal would act on: control characters other than tab, and marks that change the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const obeyed = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** The text with such characters shown as escapes, `\x1b` for example. Line feeds and tabs stay. */
export function visibleText(text: string): string {
  return text.replace(obeyed, (character) => {
    const code = character.charCodeAt(0);
    if (character === '\r') return '\\r';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}

/** JSON in one line, with all such characters escaped in JSON's own way. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

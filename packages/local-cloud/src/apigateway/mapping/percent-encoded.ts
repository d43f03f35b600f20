const unsafe = /[^\x21-\x7e]|["<>\\^`]/gu;

/** Text as a part of an address: what no address can hold is escaped, escapes and separators stay. */
export function percentEncoded(text: string): string {
  return text.replace(unsafe, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes of base64 text, or `undefined` for text with white space, a wrong length or foreign characters. */
export function decodeBase64(text: string): Buffer | undefined {
  return text.length % 4 === 0 && alphabet.test(text) ? Buffer.from(text, 'base64') : undefined;
}

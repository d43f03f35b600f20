/**
 * A value of a user's metadata as it was meant: the bytes of a header are UTF-8, and what is encoded by RFC 2047 is
 * decoded if that makes it ASCII, as on AWS.
 */
export function readMetadata(sent: string): string {
  const [, kind, encoded = ''] = /^=\?UTF-8\?([BQ])\?([^?]*)\?=$/i.exec(sent) ?? [];
  if (kind !== undefined) {
    const text = kind.toUpperCase() === 'B' ? Buffer.from(encoded, 'base64').toString() : decodeQ(encoded);
    return isAscii(text) ? text : sent;
  }
  if (isAscii(sent) || /[^\0-\xff]/.test(sent)) return sent;
  const text = Buffer.from(sent, 'latin1').toString();
  return text.includes('\ufffd') ? sent : text;
}

/** The same for a header: what is not ASCII is encoded by RFC 2047. */
export function writeMetadata(text: string): string {
  if (isAscii(text)) return text;
  const encoded = [...Buffer.from(text)].map((byte) =>
    byte > 0x20 && byte < 0x7f && !'=?_'.includes(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : byte === 0x20
        ? '_'
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `=?UTF-8?Q?${encoded.join('')}?=`;
}

function decodeQ(encoded: string): string {
  const bytes = encoded
    .replaceAll('_', ' ')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e\t]*$/.test(text);
}

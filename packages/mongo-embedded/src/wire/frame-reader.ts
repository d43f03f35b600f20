/** The largest message, in bytes, as MongoDB announces it to drivers. */
export const largestMessage = 48_000_000;
export const OP_MSG = 2013;
export const OP_QUERY = 2004;
const headerBytes = 16;

/**
 * Cuts a stream of bytes into messages. The header is looked at before anything is kept, so that a length that is
 * too large, or a protocol other than MongoDB's, such as a web page's HTTP, costs no memory. Throws for both.
 */
export function frameReader(onMessage: (message: Buffer) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;

  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= headerBytes) {
      // Joined once for the header and once when the message is whole, not for every chunk.
      if ((chunks[0]?.length ?? 0) < headerBytes) chunks = [Buffer.concat(chunks)];
      const length = checkedLength(chunks[0] ?? chunk);
      if (held < length) return;
      const bytes = chunks.length === 1 ? (chunks[0] ?? chunk) : Buffer.concat(chunks);
      chunks = bytes.length > length ? [bytes.subarray(length)] : [];
      held = bytes.length - length;
      onMessage(bytes.subarray(0, length));
    }
  };
}

function checkedLength(header: Buffer): number {
  const length = header.readInt32LE(0);
  const code = header.readInt32LE(12);
  if (code !== OP_MSG && code !== OP_QUERY)
    throw new Error(`Expected a message of code ${OP_MSG} or ${OP_QUERY}, received ${code}`);
  if (length <= headerBytes || length > largestMessage)
    throw new Error(`Expected a message of at most ${largestMessage} bytes, received ${length}`);
  return length;
}

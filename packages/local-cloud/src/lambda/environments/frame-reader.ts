import { maxResponseBytes, requestIdBytes } from '../limits.ts';

export interface Frame {
  readonly type: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** What was sent as the frame's length; the body is cut where it exceeds the largest answer. */
  readonly length: number;
  readonly body: Buffer;
}

const headerBytes = 16;
const maxBodyBytes = maxResponseBytes + requestIdBytes;

/**
 * Cuts a stream into frames: type (4 bytes), length (4), microseconds since 1970 (8), body; big-endian. It is the
 * format AWS's runtime client gives its log lines.
 */
export function createFrameReader(take: (frame: Frame) => void): (chunk: Buffer) => void {
  let partialHeader = Buffer.alloc(0);
  let header: Omit<Frame, 'body'> | undefined;
  let parts: Buffer[] = [];
  let kept = 0;
  let missing = 0;

  return (chunk) => {
    let rest = partialHeader.length > 0 ? Buffer.concat([partialHeader, chunk]) : chunk;
    partialHeader = Buffer.alloc(0);
    while (rest.length > 0) {
      if (!header) {
        if (rest.length < headerBytes) {
          partialHeader = Buffer.from(rest);
          return;
        }
        header = readHeader(rest);
        missing = header.length;
        rest = rest.subarray(headerBytes);
      }
      const part = rest.subarray(0, Math.min(missing, maxBodyBytes - kept));
      if (part.length > 0) parts.push(part);
      kept += part.length;
      const consumed = Math.min(missing, rest.length);
      missing -= consumed;
      rest = rest.subarray(consumed);
      if (missing > 0) continue;
      const [only] = parts;
      const body = parts.length === 1 && only ? only : Buffer.concat(parts);
      const frame = { ...header, body };
      header = undefined;
      parts = [];
      kept = 0;
      take(frame);
    }
  };
}

function readHeader(bytes: Buffer): Omit<Frame, 'body'> {
  return {
    type: bytes.readUInt32BE(0),
    length: bytes.readUInt32BE(4),
    timestamp: Number(bytes.readBigInt64BE(8) / 1000n),
  };
}

import { maxResponseBytes, requestIdBytes } from '../limits.ts';

export interface Frame {
  readonly type: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** As sent; the body itself is cut after the size of the largest response. */
  readonly length: number;
  readonly body: Buffer;
}

const empty = Buffer.alloc(0);
const headerBytes = 16;
const maxBodyBytes = maxResponseBytes + requestIdBytes;

/**
 * Cuts a stream into frames: type (4 bytes), length (4), microseconds since 1970 (8), body; big-endian. AWS's runtime
 * client writes its log lines in this format.
 */
export function createFrameReader(take: (frame: Frame) => void): (chunk: Buffer) => void {
  let partialHeader = empty;
  let header: Omit<Frame, 'body'> | undefined;
  let parts: Buffer[] = [];
  let kept = 0;
  let missing = 0;

  return (chunk) => {
    const bytes = partialHeader.length > 0 ? Buffer.concat([partialHeader, chunk]) : chunk;
    partialHeader = empty;
    let at = 0;
    while (at < bytes.length) {
      if (!header) {
        if (bytes.length - at < headerBytes) {
          partialHeader = Buffer.from(bytes.subarray(at));
          return;
        }
        header = readHeader(bytes, at);
        missing = header.length;
        at += headerBytes;
      }
      const here = Math.min(missing, bytes.length - at);
      const wanted = Math.min(here, maxBodyBytes - kept);
      if (wanted > 0) parts.push(bytes.subarray(at, at + wanted));
      kept += wanted;
      missing -= here;
      at += here;
      if (missing > 0) continue;
      const frame = { ...header, body: joined(parts) };
      header = undefined;
      parts = [];
      kept = 0;
      take(frame);
    }
  };
}

function joined(parts: readonly Buffer[]): Buffer {
  const [first = empty, ...others] = parts;
  return others.length === 0 ? first : Buffer.concat(parts);
}

/** Microseconds since 1970 stay exact in a number for two more centuries. */
function readHeader(bytes: Buffer, at: number): Omit<Frame, 'body'> {
  const micros = bytes.readUInt32BE(at + 8) * 2 ** 32 + bytes.readUInt32BE(at + 12);
  return {
    type: bytes.readUInt32BE(at),
    length: bytes.readUInt32BE(at + 4),
    timestamp: Math.floor(micros / 1000),
  };
}

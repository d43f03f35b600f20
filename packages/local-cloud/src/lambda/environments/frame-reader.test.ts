import { describe, expect, it } from 'vitest';
import { maxResponseBytes } from '../limits.ts';
import { createFrameReader, type Frame } from './frame-reader.ts';

function frame(type: number, body: string, timestamp = 5): Buffer {
  const bytes = Buffer.alloc(16 + Buffer.byteLength(body));
  bytes.writeUInt32BE(type, 0);
  bytes.writeUInt32BE(Buffer.byteLength(body), 4);
  bytes.writeBigInt64BE(BigInt(timestamp) * 1000n, 8);
  bytes.write(body, 16);
  return bytes;
}

function read(chunks: readonly Buffer[]): Frame[] {
  const frames: Frame[] = [];
  const push = createFrameReader((next) => frames.push(next));
  for (const chunk of chunks) push(chunk);
  return frames;
}

describe('a frame reader', () => {
  const stream = Buffer.concat([
    frame(1, ''),
    frame(0xa55a0003, 'ü\nlines', 1795369892167),
    frame(2, 'answer'),
  ]);
  const expected = [
    { type: 1, length: 0, timestamp: 5, body: '' },
    { type: 0xa55a0003, length: 8, timestamp: 1795369892167, body: 'ü\nlines' },
    { type: 2, length: 6, timestamp: 5, body: 'answer' },
  ];
  const shown = (frames: Frame[]) => frames.map((next) => ({ ...next, body: next.body.toString() }));

  it('finds all frames of one chunk', () => {
    expect(shown(read([stream]))).toEqual(expected);
  });

  it.each([1, 7, 16, 17])('finds frames that arrive %i bytes at a time', (size) => {
    const chunks = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) =>
      stream.subarray(i * size, (i + 1) * size),
    );
    expect(shown(read(chunks))).toEqual(expected);
  });

  it('keeps no more of a body than the largest response', () => {
    const length = maxResponseBytes + 1_000_000;
    const [large, next] = read([frame(2, 'x'.repeat(length)), frame(1, '')]);
    expect(large?.length).toBe(length);
    expect(large?.body.length).toBe(maxResponseBytes + 36);
    expect(next?.type).toBe(1);
  });
});

import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** An image of the tests; `draw-images.ts` drew them. */
export function image(name: string): Promise<Buffer> {
  return readFile(new URL(`images/${name}`, import.meta.url));
}

/** How far the pixels of two images are apart, all frames counted, on a scale of 0 to 255. */
export async function difference(a: Uint8Array, b: Uint8Array): Promise<{ mean: number; most: number }> {
  const [first, second] = await Promise.all([pixelsOf(a), pixelsOf(b)]);
  if (first.length !== second.length) return { mean: 255, most: 255 };
  const apart = first.map((value, index) => Math.abs(value - (second[index] ?? 0)));
  return {
    mean: apart.reduce((sum, one) => sum + one, 0) / apart.length,
    most: apart.reduce((most, one) => Math.max(most, one), 0),
  };
}

function pixelsOf(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { animated: true }).ensureAlpha().toColourspace('srgb').raw().toBuffer();
}

/** A PNG of one colour: few bytes, many pixels. With `isCut` it has no pixels at all, only a header. */
export function flatPng(width: number, height: number, { isCut = false } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = isCut ? Buffer.alloc(0) : deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(content.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(content, 4);
  frame.writeUInt32BE(crc32(content), content.length + 4);
  return frame;
}

/** An animated GIF whose frames are one pixel each on a large canvas. */
export function sparseGif(width: number, height: number, frames: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const screen = Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from('800000000000ffffff', 'hex')]);
  const frame = Buffer.from('21f904000a0000002c00000000010001000002024401003b', 'hex').subarray(0, -1);
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from(';')]);
}

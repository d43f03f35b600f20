import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { image, sparseGif } from '../test/images.ts';
import { readImage } from './read-image.ts';
import { renderImage } from './render-image.ts';

const raw = { width: 20, height: 60, channels: 3, pageHeight: 30 } as const;
const pixels = Buffer.from(Array.from({ length: 20 * 60 * 3 }, (_, index) => (index * 7) % 256));
const animation = sharp(pixels, { raw }).webp({ delay: [80, 80] });

describe('renderImage', () => {
  it('keeps an animation in the formats that have them', async () => {
    const source = await readImage(await animation.clone().toBuffer());
    expect(source).toMatchObject({ frames: 2, width: 20, height: 30 });
    for (const [format, frames] of [
      ['gif', 2],
      ['webp', 2],
      ['png', undefined],
      ['avif', 1],
    ] as const) {
      const result = await renderImage(source, { format, fit: 'inside', width: 10 });
      const { pages, width } = await sharp(result, { animated: true }).metadata();
      expect({ format, pages, width }).toEqual({ format, pages: frames, width: 10 });
    }
  });

  it('gives the first frame of an animation that must be turned', async () => {
    const turned = await animation.clone().withMetadata({ orientation: 6 }).toBuffer();
    const source = await readImage(turned);
    expect(source).toMatchObject({ frames: 2, width: 30, height: 20 });
    const result = await renderImage(source, { fit: 'inside' });
    expect(await sharp(result).metadata()).toMatchObject({ width: 30, height: 20 });
  });

  it('refuses frames that are too many pixels together', async () => {
    expect(await readImage(sparseGif(1000, 1000, 50))).toMatchObject({ width: 1000, frames: 50 });
    const gif = sparseGif(1000, 1000, 60);
    await expect(readImage(gif)).rejects.toThrow('at most 50000000 pixels, received 1000 × 1000 × 60 frames');
  });

  it('refuses a GIF that was cut short', async () => {
    const gif = await image('moving.gif');
    const source = await readImage(gif.subarray(0, gif.length - 100));
    await expect(renderImage(source, { fit: 'inside', width: 10 })).rejects.toMatchObject({ status: 422 });
  });
});

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { flatPng, image } from './images.ts';
import { upload, writtenFailure, writtenThumbnail } from './uploads.ts';

describe('an upload', () => {
  it.each([
    'hills.png',
    'a folder/my photo.png',
    'été 🙂/100% + more?&=#.png',
    'שלום.png',
    "it's (1) [2] {3} ~!*$,;:@.png",
    'no-extension',
  ])('called %j gets a thumbnail', async (key) => {
    await upload(key, await image('hills.png'));
    const { bytes, type } = await writtenThumbnail(`thumbnails/${key}-200.webp`);
    expect(type).toBe('image/webp');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 200, height: 150 });
  });

  it('is upright, and animated where the upload was', async () => {
    await upload('turned.jpeg', await image('turned.jpeg'));
    await upload('moving.gif', await image('moving.gif'));
    const turned = await writtenThumbnail('thumbnails/turned.jpeg-200.webp');
    expect(await sharp(turned.bytes).metadata()).toMatchObject({ width: 200, height: 150 });
    const moving = await writtenThumbnail('thumbnails/moving.gif-200.webp');
    expect((await sharp(moving.bytes, { animated: true }).metadata()).pages).toBe(4);
  });

  it('may be larger than what the API accepts', async () => {
    const large = await sharp(await image('hills.png'))
      .resize(1_500)
      .tiff({ compression: 'none' })
      .toBuffer();
    const png = await sharp(large).png({ compressionLevel: 0 }).toBuffer();
    expect(png.length).toBeGreaterThan(6_000_000);
    await upload('large.png', png);
    const { bytes } = await writtenThumbnail('thumbnails/large.png-200.webp');
    expect((await sharp(bytes).metadata()).width).toBe(200);
  });
});

describe('an upload that is refused', () => {
  it.each([
    ['notes.txt', Buffer.from('hello'), 'Expected an image of the format'],
    ['bomb.png', flatPng(16_400, 16_400), 'Expected an image of at most 50000000 pixels'],
  ])('is written into the bucket of failures: %s', async (key, body, message) => {
    await upload(key, body);
    const { requestContext, responsePayload } = await writtenFailure(key);
    expect(requestContext).toMatchObject({ condition: 'RetriesExhausted', approximateInvokeCount: 2 });
    expect(responsePayload.errorMessage).toContain(message);
  });
});

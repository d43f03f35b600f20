import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageBytes } from './image-bytes.ts';

describe('imageBytes', () => {
  it('gives any bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(Uint8Array.from(imageBytes(Buffer.from(bytes).toString('base64')))).toEqual(bytes);
      }),
    );
  });

  it.each([
    undefined,
    12,
    null,
    '{}',
    'YWJj YWJ',
    'YWJjYW',
    'YWJ\n',
    'YW=j',
    '====',
    'data:image/png;base64,YWJj',
  ])('refuses %j', (text) => {
    expect(() => imageBytes(text)).toThrow('Expected the base64 text of an image for base64Image, received');
  });
});

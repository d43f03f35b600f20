import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fits } from './image-options.ts';
import { checkRenderedSize, renderedSize } from './rendered-size.ts';

const side = fc.integer({ min: 1, max: 60 });
const asked = fc.record(
  { width: side, height: side, fit: fc.constantFrom(...fits), withoutEnlargement: fc.boolean() },
  { requiredKeys: ['fit'] },
);

describe('the size of a result', () => {
  it('is what sharp gives it, give or take a pixel, and not less where nothing is enlarged', async () => {
    await fc.assert(
      fc.asyncProperty(side, side, asked, async (width, height, options) => {
        const size = renderedSize({ width, height }, options);
        const image = sharp({ create: { width, height, channels: 3, background: 'red' } }).resize(options);
        const { info } = await image.raw().toBuffer({ resolveWithObject: true });
        for (const one of ['width', 'height'] as const) {
          const rest = size[one] - info[one];
          expect(rest).toBeGreaterThanOrEqual(-1);
          if (!options.withoutEnlargement) expect(rest).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [{ width: 8192, height: 2048 }, 1],
    [{ width: 1024, height: 1024 }, 16],
  ])('may be %o × %i frames and no more', (size, frames) => {
    const options = { ...size, fit: 'fill' } as const;
    checkRenderedSize({ width: 10, height: 10 }, options, frames);
    expect(() => checkRenderedSize({ width: 10, height: 10 }, options, frames + 1)).toThrow(
      `received ones for ${size.width} × ${size.height} × ${frames + 1} frames`,
    );
  });
});

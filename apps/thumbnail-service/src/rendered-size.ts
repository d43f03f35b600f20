import { HttpError } from '@samples/http';
import { type ImageOptions, longestSide } from './image-options.ts';

export interface Size {
  width: number;
  height: number;
}

const mostPixels = 16_777_216;

/**
 * Refuses, as an `HttpError` 400, a result that is too large to make. A side that was not asked for follows the other,
 * and of a line of pixels it follows far.
 */
export function checkRenderedSize(source: Size, options: ImageOptions, frames: number): void {
  const { width, height } = renderedSize(source, options);
  if (width > longestSide || height > longestSide || width * height * frames > mostPixels) {
    throw new HttpError(
      400,
      `Expected a width and height for a result of at most ${longestSide} pixels a side and ${mostPixels} in all, ` +
        `received ones for ${width} × ${height}${frames > 1 ? ` × ${frames} frames` : ''}`,
    );
  }
}

/** The size that sharp's `resize` gives an image, or, where it crops or pads without enlarging, the largest it may. */
export function renderedSize(source: Size, options: ImageOptions): Size {
  const { width, height, fit, withoutEnlargement } = options;
  const keepsShape = fit === 'inside' || fit === 'outside' || (fit !== 'fill' && !(width && height));
  if (!keepsShape) return { width: width ?? source.width, height: height ?? source.height };
  const scales = [width && width / source.width, height && height / source.height].filter(
    (scale) => scale !== undefined,
  );
  if (scales.length === 0) return source;
  const asked = fit === 'outside' ? Math.max(...scales) : Math.min(...scales);
  // What is contained is padded instead.
  const scale = withoutEnlargement && fit !== 'contain' ? Math.min(asked, 1) : asked;
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: scaled(source.width), height: scaled(source.height) };
}

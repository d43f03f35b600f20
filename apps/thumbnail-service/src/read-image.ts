import { HttpError } from '@samples/http';
import sharp, { type Metadata } from 'sharp';
import { type ImageFormat, imageFormats, isImageFormat } from './image-formats.ts';

/** The most pixels that are decoded, all frames counted. */
export const mostPixels = 50_000_000;

/** An image whose header was read and nothing more. */
export interface SourceImage {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  /** As it is meant to be seen, with the orientation of its EXIF data applied; of one frame. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Whether EXIF data has it turned or mirrored. */
  readonly isTurned: boolean;
  readonly hasAlpha: boolean;
}

// Of all that libvips can read, only the five formats: an SVG or a PDF is a program of its own.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Png', 'Jpeg', 'Webp', 'Heif', 'Nsgif'].map((loader) => `VipsForeignLoad${loader}`),
});
// A function sees every image once.
sharp.cache(false);

/** Reads the header of an image. Throws an `HttpError`: 415 for another format, 422 damaged, 413 too many pixels. */
export async function readImage(bytes: Uint8Array): Promise<SourceImage> {
  const metadata = await headerOf(bytes);
  // libvips calls AVIF by the name of its container.
  const format = metadata.format === 'heif' ? 'avif' : metadata.format;
  if (!isImageFormat(format)) throw notAnImage();
  const { pages: frames = 1, orientation = 1, hasAlpha, autoOrient } = metadata;
  const { width, height } = autoOrient;
  if (width * height * frames > mostPixels) {
    const size = `${width} × ${height}${frames > 1 ? ` × ${frames} frames` : ''}`;
    throw new HttpError(413, `Expected an image of at most ${mostPixels} pixels, received ${size}`);
  }
  return { bytes, format, width, height, frames, isTurned: orientation > 1, hasAlpha };
}

/** The refusal of what looked like an image until its pixels were read. */
export function damaged(cause: unknown): HttpError {
  return new HttpError(422, 'The image is damaged: it cannot be decoded', { cause });
}

async function headerOf(bytes: Uint8Array): Promise<Metadata> {
  try {
    // Without a limit of its own sharp returns the size of an image that is too large.
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (error) {
    throw isUnknownFormat(error) ? notAnImage() : damaged(error);
  }
}

function isUnknownFormat(error: unknown): boolean {
  return error instanceof Error && /unsupported image format|Input Buffer is empty/.test(error.message);
}

function notAnImage(): HttpError {
  return new HttpError(
    415,
    `Expected an image of the format ${imageFormats.join(', ')}, received other bytes`,
  );
}

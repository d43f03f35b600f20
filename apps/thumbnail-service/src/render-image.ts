import sharp, { type Sharp } from 'sharp';
import { animatedFormats, type ImageFormat } from './image-formats.ts';
import { checkQuality, type ImageOptions } from './image-options.ts';
import { isCompleteGif } from './is-complete-gif.ts';
import { damaged, type SourceImage } from './read-image.ts';
import { checkRenderedSize } from './rendered-size.ts';

/**
 * Decodes an image, turns it upright, scales it and encodes it: in its own format when none is asked for, without its
 * metadata, and with all its frames when the format has animations. Throws an `HttpError`: 400 for a size or quality
 * that cannot be, 422 for a damaged image.
 */
export async function renderImage(source: SourceImage, options: ImageOptions): Promise<Buffer> {
  const format = options.format ?? source.format;
  checkQuality(format, options);
  // libvips cannot turn more than one frame.
  const animated = animatedFormats.includes(format) && source.frames > 1 && !source.isTurned;
  checkRenderedSize(source, options, animated ? source.frames : 1);
  if (source.format === 'gif' && !isCompleteGif(source.bytes))
    throw damaged(new Error('The GIF has no trailer'));
  const { width, height, fit, withoutEnlargement = false } = options;
  const image = sharp(source.bytes, { animated }).autoOrient();
  if (width || height) {
    image.resize({ ...(width && { width }), ...(height && { height }), fit, withoutEnlargement });
  }
  return encode(image, format, options).toBuffer().catch(rethrowDamaged);
}

/** Encodes; with its usual effort of 4, AVIF takes four times as long. */
export function encode(image: Sharp, format: ImageFormat, { quality }: Pick<ImageOptions, 'quality'>): Sharp {
  const effort = format === 'avif' ? { effort: 2 } : {};
  return image.toFormat(format, { ...effort, ...(quality && { quality }) });
}

function rethrowDamaged(error: unknown): never {
  throw damaged(error);
}

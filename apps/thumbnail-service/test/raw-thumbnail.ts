import sharp from 'sharp';

/** What sharp makes by itself of an image, in one line: the service is held against it. */
export function rawThumbnail(image: Uint8Array, format: string, width = 200): Promise<Buffer> {
  const animated = format === 'gif' || format === 'webp';
  const effort = format === 'avif' ? { effort: 2 } : {};
  return sharp(image, { animated })
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .toFormat(format as 'png', effort)
    .toBuffer();
}

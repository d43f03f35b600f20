import sharp, { type Sharp } from 'sharp';

/** Images as cameras and malice make them, by what is notable. */
export const benchImages: Record<string, () => Promise<Buffer>> = {
  '2 MP PNG': () => grain(1920, 1080).png().toBuffer(),
  '12 MP JPEG': () => grain(4000, 3000).jpeg().toBuffer(),
  '12 MP JPEG, turned': () => turned(grain(4000, 3000)).jpeg().toBuffer(),
  '49 MP JPEG, turned': () => turned(flat(8100, 6100)).jpeg().toBuffer(),
  '49 MP JPEG, progressive, turned': () => turned(flat(8100, 6100)).jpeg({ progressive: true }).toBuffer(),
  '49 MP PNG, interlaced, turned': () => turned(flat(8100, 6100)).png({ progressive: true }).toBuffer(),
  '49 MP AVIF': () => flat(8100, 6100).avif({ effort: 0 }).toBuffer(),
  '49 MP WebP, 49 frames': () => frames(1000, 49).webp({ effort: 0 }).toBuffer(),
};

/** As many pixels as a result may have. */
export const largestResult = () => grain(4096, 4096).jpeg().toBuffer();

// A photo is smooth with some grain.
function grain(width: number, height: number): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .blur(4)
    .linear(3, -256);
}

function flat(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#7a9' } });
}

function turned(image: Sharp): Sharp {
  return image.withMetadata({ orientation: 6 });
}

function frames(side: number, count: number): Sharp {
  const pixels = Buffer.alloc(side * side * count * 3, 90);
  for (let frame = 0; frame < count; frame++)
    pixels.fill(5 * frame, frame * side * side * 3, frame * side * side * 3 + 3000);
  return sharp(pixels, { raw: { width: side, height: side * count, channels: 3, pageHeight: side } });
}

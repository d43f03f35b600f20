// Draws the images of the tests, and what raw sharp makes of them. To be run again only for a new look or a new sharp.
// Usage: node test/draw-images.ts
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { rawThumbnail } from './raw-thumbnail.ts';

const folder = path.resolve(import.meta.dirname, 'images');
mkdirSync(path.join(folder, 'golden'), { recursive: true });

const images: Record<string, Sharp> = {
  'hills.png': hills().png({ compressionLevel: 9 }),
  'hills.webp': hills().webp(),
  'hills.avif': hills().avif(),
  // As a phone writes it that is held upright: the pixels lie on their side.
  'turned.jpeg': hills()
    .flatten()
    .rotate(-90)
    .jpeg()
    .withExif({ IFD0: { Make: 'A phone' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 }),
  'moving.gif': moving().gif({ delay: [80, 80, 80, 80], loop: 0, colours: 16 }),
};

for (const [name, image] of Object.entries(images)) {
  const bytes = await image.toBuffer();
  await writeFile(path.join(folder, name), bytes);
  const { name: title, ext } = path.parse(name);
  const golden = await rawThumbnail(bytes, ext.slice(1));
  await writeFile(path.join(folder, 'golden', `${title}-200${ext}`), golden);
}

function hills(): Sharp {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#36c"/><stop offset="1" stop-color="#fda"/></linearGradient>
    <rect y="20" width="320" height="220" fill="url(#sky)"/>
    <circle cx="230" cy="90" r="34" fill="#fff3b0"/>
    <path d="M0 170 Q80 90 160 170 T320 150 V240 H0 Z" fill="#5a8f4e"/>
    <path d="M0 210 Q110 150 220 205 T320 200 V240 H0 Z" fill="#2f5d34"/>
    </svg>`),
  );
}

// Four frames, one above the other as sharp has them.
function moving(): Sharp {
  const [width, height, frames] = [240, 120, 4];
  const pixels = Array.from({ length: width * height * frames }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width) % height];
    const frame = Math.floor(index / width / height);
    return Math.hypot(x - 40 - 50 * frame, y - 60) < 30 ? [220, 60, 40] : [245, 240, 220];
  });
  const raw = { width, height: height * frames, channels: 3, pageHeight: height } as const;
  return sharp(Buffer.from(pixels.flat()), { raw });
}

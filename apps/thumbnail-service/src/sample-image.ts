import sharp from 'sharp';
import { checkQuality, type ImageOptions } from './image-options.ts';
import { encode } from './render-image.ts';
import { checkRenderedSize } from './rendered-size.ts';

const side = 256;

/** Draws an image to try the API with: a sun over the sea, PNG unless another format is asked for. */
export async function drawSample(options: ImageOptions): Promise<Buffer> {
  const { width, height, fit, format = 'png' } = options;
  checkQuality(format, options);
  checkRenderedSize({ width: side, height: side }, options, 1);
  const image = sharp(pixels(), { raw: { width: side, height: side, channels: 3 } });
  if (width || height) image.resize({ ...(width && { width }), ...(height && { height }), fit });
  return encode(image, format, options).toBuffer();
}

type Colour = readonly [red: number, green: number, blue: number];

function pixels(): Buffer {
  return Buffer.from(
    Array.from({ length: side * side }, (_, index) =>
      colourAt(index % side, Math.floor(index / side)),
    ).flat(),
  );
}

const horizon = side * 0.66;

function colourAt(x: number, y: number): Colour {
  if (y > horizon) return [20, 90 + 4 * Math.round(5 * Math.sin(x / 14 + y)), 150];
  const isSun = Math.hypot(x - side / 2, y - side * 0.45) < side / 6;
  return isSun ? [255, 214, 80] : [250, 130 + Math.round(y / 2), 90 + Math.round(y / 3)];
}

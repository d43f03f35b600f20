import { errorObject, HttpError, integrationHandler } from '@samples/http';
import { badParameter } from './bad-parameter.ts';
import { imageBytes } from './image-bytes.ts';
import { imageOptions } from './image-options.ts';
import { readImage, type SourceImage } from './read-image.ts';
import { renderImage } from './render-image.ts';
import { drawSample } from './sample-image.ts';

/** What a mapping template makes of a request, and what an SDK sends by itself. */
export type ImageEvent = Record<string, unknown>;

/** The image function: one operation for each resource of the API. An image comes and goes as base64. */
export const handler = integrationHandler(errorObject, async (event: ImageEvent): Promise<unknown> => {
  const { operation } = event;
  const run = operations.get(operation);
  if (!run) throw badParameter(`one of ${[...operations.keys()].join(', ')}`, 'operation', operation);
  return run(event);
});

const operations = new Map<unknown, (event: ImageEvent) => Promise<unknown>>([
  ['ping', async () => 'pong'],
  ['getSample', async (event) => base64(await drawSample(imageOptions(event)))],
  ['getDimensions', getDimensions],
  ['identify', identify],
  ['thumbnail', thumbnail],
  ['resize', resize],
  ['convert', convert],
]);

const thumbnailWidth = 200;

async function getDimensions(event: ImageEvent): Promise<{ width: number; height: number }> {
  const { width, height } = await imageOf(event);
  return { width, height };
}

async function identify(event: ImageEvent): Promise<Omit<SourceImage, 'bytes' | 'isTurned'>> {
  const { format, width, height, frames, hasAlpha } = await imageOf(event);
  return { format, width, height, frames, hasAlpha };
}

async function thumbnail(event: ImageEvent): Promise<string> {
  const options = imageOptions(event);
  const size = options.width || options.height ? {} : { width: thumbnailWidth };
  return base64(await renderImage(await imageOf(event), { ...options, ...size, withoutEnlargement: true }));
}

async function resize(event: ImageEvent): Promise<string> {
  const options = imageOptions(event);
  if (!options.width && !options.height)
    throw badParameter('a number of pixels', 'width or height', undefined);
  return base64(await renderImage(await imageOf(event), options));
}

async function convert(event: ImageEvent): Promise<string> {
  const { width, height, ...options } = imageOptions(event);
  const [name, value] = width ? ['width', width] : ['height', height];
  if (value) throw badParameter('no value, since convert keeps the size,', name ?? '', value);
  return base64(await renderImage(await imageOf(event), options));
}

function imageOf({ base64Image }: ImageEvent): Promise<SourceImage> {
  return readImage(imageBytes(base64Image));
}

// Lambda's results may have 6 MB.
const longestResult = 6 * 1024 * 1024 - 2;

function base64(image: Buffer): string {
  const text = image.toString('base64');
  if (text.length > longestResult) {
    throw new HttpError(
      422,
      `The result has ${image.length} bytes, which is too much for an answer: ask for a smaller one`,
    );
  }
  return text;
}

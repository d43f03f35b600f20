import { badParameter } from './bad-parameter.ts';
import { type ImageFormat, imageFormats, lossyFormats } from './image-formats.ts';

export const fits = ['cover', 'contain', 'fill', 'inside', 'outside'] as const;

/** The longest side of a result, in pixels. */
export const longestSide = 8192;

export interface ImageOptions {
  width?: number;
  height?: number;
  fit: (typeof fits)[number];
  format?: ImageFormat;
  quality?: number;
  /** Does not enlarge an image that is smaller than requested. */
  withoutEnlargement?: boolean;
}

/** Reads the parameters, which a mapping template passes as strings and an SDK may pass as numbers. */
export function imageOptions(input: Record<string, unknown>): ImageOptions {
  const width = wholeNumber(input, 'width', longestSide);
  const height = wholeNumber(input, 'height', longestSide);
  const fit = oneOf(input, 'fit', fits);
  const format = oneOf(input, 'format', imageFormats);
  const quality = wholeNumber(input, 'quality', 100);
  return {
    ...(width && { width }),
    ...(height && { height }),
    fit: fit ?? 'inside',
    ...(format && { format }),
    ...(quality && { quality }),
  };
}

/** Refuses a quality where the format has none. */
export function checkQuality(format: ImageFormat, { quality }: ImageOptions): void {
  if (quality !== undefined && !lossyFormats.includes(format)) {
    throw badParameter(`no value with the format ${format}, which loses nothing,`, 'quality', quality);
  }
}

function wholeNumber(input: Record<string, unknown>, name: string, max: number): number | undefined {
  const value = given(input, name);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw badParameter(`a whole number from 1 to ${max}`, name, value);
}

function oneOf<T extends string>(
  input: Record<string, unknown>,
  name: string,
  values: readonly T[],
): T | undefined {
  const value = given(input, name);
  if (value === undefined) return undefined;
  const found = values.find((one) => one === value);
  if (!found) throw badParameter(`one of ${values.join(', ')}`, name, value);
  return found;
}

// A template writes an empty string for a parameter that the client left out.
function given(input: Record<string, unknown>, name: string): unknown {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  return value === '' ? undefined : value;
}

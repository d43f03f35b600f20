/** What goes in and out: each name is sharp's, and `image/<name>` the media type. */
export const imageFormats = ['png', 'jpeg', 'webp', 'avif', 'gif'] as const;

export type ImageFormat = (typeof imageFormats)[number];

/** The formats of which sharp writes every frame of an animation; of the others it gets the first. */
export const animatedFormats: readonly ImageFormat[] = ['webp', 'gif'];

/** The formats that trade quality for size. */
export const lossyFormats: readonly ImageFormat[] = ['jpeg', 'webp', 'avif'];

export function isImageFormat(value: unknown): value is ImageFormat {
  return imageFormats.some((format) => format === value);
}

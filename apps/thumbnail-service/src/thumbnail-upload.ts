import type { S3Event } from 'aws-lambda';
import { type ObjectStore, objectStore } from './object-store.ts';
import { readImage } from './read-image.ts';
import { renderImage } from './render-image.ts';

const width = 200;

export const handler = thumbnailUpload(objectStore(process.env));

/** Makes a thumbnail of every upload. What it throws, Lambda retries, and then hands to the failure destination. */
export function thumbnailUpload(store: ObjectStore): (event: S3Event) => Promise<void> {
  return async ({ Records: records }) => {
    for (const { s3 } of records) {
      const key = uploadedKey(s3.object.key);
      const source = await readImage(await store.get(s3.bucket.name, key));
      const thumbnail = await renderImage(source, {
        width,
        fit: 'inside',
        format: 'webp',
        withoutEnlargement: true,
      });
      await store.put(`thumbnails/${key}-${width}.webp`, thumbnail, 'image/webp');
    }
  };
}

// Events carry keys as forms do, with + for a space.
function uploadedKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { HttpError } from '@samples/http';

/** The two buckets: images come out of one, thumbnails go into the other. */
export interface ObjectStore {
  /** Throws an `HttpError` 413 for an object that is too large to be read. */
  get(bucket: string, key: string): Promise<Uint8Array>;
  put(key: string, image: Uint8Array, contentType: string): Promise<void>;
}

/** The most bytes of an upload that are read. */
export const mostBytes = 50 * 1024 * 1024;

export function objectStore(
  { THUMBNAILS_BUCKET: thumbnails }: NodeJS.ProcessEnv,
  client = new S3Client(),
): ObjectStore {
  if (!thumbnails) {
    throw new Error(
      'Expected the name of a bucket for environment variable THUMBNAILS_BUCKET, received none',
    );
  }
  return {
    async get(bucket, key) {
      const abort = new AbortController();
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      const { Body: body, ContentLength: length = 0 } = await client.send(command, {
        abortSignal: abort.signal,
      });
      if (length > mostBytes) {
        abort.abort();
        throw new HttpError(413, `Expected an object of at most ${mostBytes} bytes, received ${length}`);
      }
      return body ? body.transformToByteArray() : new Uint8Array();
    },

    async put(key, image, contentType) {
      const object = { Bucket: thumbnails, Key: key, Body: image, ContentType: contentType };
      await client.send(new PutObjectCommand(object));
    },
  };
}

import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '@samples/localstack-client';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { defaultLimitMs, until } from '../../../scripts/testing/until.ts';

const { endpoint, outputs } = inject('sample');
const s3 = new S3Client({
  ...clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }),
  forcePathStyle: true,
});

export async function upload(key: string, body: Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: outputs.UploadsBucket, Key: key, Body: body }));
}

export interface Thumbnail {
  readonly bytes: Uint8Array;
  readonly type: string | undefined;
}

/** Waits until the function has written a thumbnail. */
export function writtenThumbnail(key: string): Promise<Thumbnail> {
  return until(`the thumbnail ${key}`, defaultLimitMs, async () => {
    try {
      const object = { Bucket: outputs.ThumbnailsBucket, Key: key };
      const { Body: body, ContentType: type } = await s3.send(new GetObjectCommand(object));
      return body && { bytes: await body.transformToByteArray(), type };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  });
}

/** What Lambda writes of an event that failed for good. */
export interface Failure {
  readonly requestContext: { readonly condition: string; readonly approximateInvokeCount: number };
  readonly requestPayload: unknown;
  readonly responsePayload: { readonly errorMessage: string };
}

/** Waits until Lambda has written down that the thumbnail of an upload failed. */
export function writtenFailure(key: string): Promise<Failure> {
  return until(`the failure of ${key}`, defaultLimitMs, async () => {
    const failures = await writtenFailures();
    return failures.find(({ requestPayload }) => JSON.stringify(requestPayload).includes(`"${key}"`));
  });
}

export async function writtenFailures(): Promise<Failure[]> {
  const Bucket = outputs.FailuresBucket;
  const { Contents: contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Promise.all(
    contents.map(async ({ Key }) => {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse((await body?.transformToString()) ?? '');
    }),
  );
}

import { createHash } from 'node:crypto';
import type { PutObjectCommandInput, PutObjectCommandOutput } from '@aws-sdk/client-s3';
import { checksumsOf } from '../body/checksum.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { validKey } from '../objects/object-key.ts';
import {
  type MetadataInput,
  objectHeaders,
  tagsFromHeader,
  userMetadata,
} from '../objects/object-metadata.ts';
import { addVersion, shownVersionId } from '../objects/object-store.ts';
import { checkWriteConditions } from '../objects/write-conditions.ts';
import type { S3State } from '../state.ts';

export type PutObjectInput = Omit<PutObjectCommandInput, 'Body'> & MetadataInput & { readonly Body?: Buffer };

/** Checksums of the input were compared with the body when it was received. */
export function putObject(state: S3State, input: PutObjectInput): Omit<PutObjectCommandOutput, '$metadata'> {
  const bucket = bucketNamed(state, input.Bucket);
  const key = validKey(input.Key);
  checkWriteConditions(bucket, key, input);
  const body = input.Body ?? Buffer.alloc(0);
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  const checksums = checksumsOf(input);
  const content = {
    body,
    etag,
    headers: objectHeaders(input),
    metadata: userMetadata(input),
    checksums,
    tags: tagsFromHeader(input.Tagging),
  };
  const version = addVersion(state, bucket, key, content, 'ObjectCreated:Put');
  return {
    ETag: etag,
    ServerSideEncryption: content.headers.ServerSideEncryption,
    VersionId: shownVersionId(bucket, version),
    ...checksums,
  };
}

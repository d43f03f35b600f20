import type { PutObjectCommandInput, PutObjectCommandOutput } from '@aws-sdk/client-s3';
import { algorithmOf, checksumsOf, digestOf, fullChecksum } from '../body/checksum.ts';
import { releaseBody, storeBody } from '../body/stored-body.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { expirationOf } from '../objects/expiration.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { validKey } from '../objects/object-key.ts';
import { type MetadataInput, objectHeaders, userMetadata } from '../objects/object-metadata.ts';
import { addVersion, writtenVersionId } from '../objects/object-store.ts';
import { tagsFromHeader } from '../objects/tags.ts';
import { checkWriteConditions } from '../objects/write-conditions.ts';
import type { S3State } from '../state.ts';

export type PutObjectInput = Omit<PutObjectCommandInput, 'Body'> & MetadataInput & { readonly Body?: Buffer };

/** Checksums of the input were compared with the body when it was received. */
export async function putObject(
  state: S3State,
  input: PutObjectInput,
): Promise<Omit<PutObjectCommandOutput, '$metadata'>> {
  const bucket = bucketNamed(state, input.Bucket);
  const key = validKey(input.Key);
  checkWriteConditions(bucket, key, input);
  const described = {
    headers: objectHeaders(state, bucket, input),
    metadata: userMetadata(input),
    tags: tagsFromHeader(input.Tagging),
  };
  const bytes = input.Body ?? Buffer.alloc(0);
  const etag = `"${(await digestOf('MD5', bytes)).toString('hex')}"`;
  const given = checksumsOf(input);
  // AWS adds this one to what is sent without a checksum.
  const checksums = algorithmOf(given) ? given : await fullChecksum('CRC64NVME', bytes);
  const body = await storeBody(bytes, state.folder);
  try {
    // Another write may have come in between.
    checkWriteConditions(bucket, key, input);
    const version = addVersion(
      state,
      bucket,
      key,
      { ...described, checksums, body, etag },
      'ObjectCreated:Put',
    );
    return {
      ETag: etag,
      ...shownEncryption(described.headers),
      Expiration: expirationOf(bucket, version),
      VersionId: writtenVersionId(bucket, version),
      ...checksums,
    };
  } finally {
    releaseBody(body);
  }
}

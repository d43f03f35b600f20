import { randomBytes } from 'node:crypto';
import type { CreateMultipartUploadCommandInput, CreateMultipartUploadOutput } from '@aws-sdk/client-s3';
import { checksumAlgorithms, isChecksumAlgorithm } from '../body/checksum.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidRequest } from '../errors.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { validKey } from '../objects/object-key.ts';
import { type MetadataInput, objectHeaders, userMetadata } from '../objects/object-metadata.ts';
import { findVersion } from '../objects/object-store.ts';
import { tagsFromHeader } from '../objects/tags.ts';
import { wholeSeconds } from '../objects/whole-seconds.ts';
import type { MultipartUpload, S3State } from '../state.ts';

type Input = CreateMultipartUploadCommandInput & MetadataInput;

export function createMultipartUpload(state: S3State, input: Input): CreateMultipartUploadOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const upload: MultipartUpload = {
    uploadId: randomBytes(48).toString('base64url'),
    key: validKey(input.Key),
    initiated: wholeSeconds(),
    begunOn: findVersion(bucket, input.Key, undefined)?.content?.body,
    headers: objectHeaders(state, bucket, input),
    metadata: userMetadata(input),
    tags: tagsFromHeader(input.Tagging),
    ...checksumOf(input),
    parts: new Map(),
  };
  bucket.uploads.set(upload.uploadId, upload);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumType,
    ...shownEncryption(upload.headers),
  };
}

function checksumOf(input: Input): Pick<MultipartUpload, 'checksumAlgorithm' | 'checksumType'> {
  const { ChecksumAlgorithm: algorithm, ChecksumType: type } = input;
  if (algorithm === undefined) {
    if (type === undefined) return {};
    throw invalidRequest(
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  if (!isChecksumAlgorithm(algorithm)) {
    throw invalidRequest(
      `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${checksumAlgorithms.join(', ')}]`,
    );
  }
  const isSha = algorithm.startsWith('SHA');
  if ((isSha && type === 'FULL_OBJECT') || (algorithm === 'CRC64NVME' && type === 'COMPOSITE')) {
    throw invalidRequest(
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  const byDefault = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  return { checksumAlgorithm: algorithm, checksumType: type ?? byDefault };
}

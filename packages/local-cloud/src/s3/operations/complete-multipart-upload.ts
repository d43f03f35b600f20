import { createHash } from 'node:crypto';
import type {
  CompletedPart,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadOutput,
} from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { joinBodies, releaseBody, retainBody } from '../body/stored-body.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidRequest } from '../errors.ts';
import { expirationOf } from '../objects/expiration.ts';
import { dropUpload, uploadNamed } from '../objects/multipart-upload.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { addVersion, writtenVersionId } from '../objects/object-store.ts';
import { etagMatches } from '../objects/read-conditions.ts';
import { checkNamedPart, completedChecksum } from '../objects/upload-checksums.ts';
import { checkWriteConditions, refuseConflict } from '../objects/write-conditions.ts';
import type { MultipartUpload, ObjectContent, ObjectPart, S3State, UploadedPart } from '../state.ts';

const minPartBytes = 5 * 1024 * 1024;

/** Puts the named parts together to one object; its ETag is the MD5 of their MD5s and their number. */
export async function completeMultipartUpload(
  state: S3State,
  input: CompleteMultipartUploadCommandInput,
): Promise<CompleteMultipartUploadOutput> {
  const bucket = bucketNamed(state, input.Bucket);
  const upload = uploadNamed(bucket, input);
  const named = input.MultipartUpload?.Parts ?? [];
  const parts = namedParts(upload, named);
  const body = joinBodies(parts.map((part) => part.body));
  retainBody(body);
  try {
    const checksums = await completedChecksum(upload, input, parts, body);
    // The upload may have been completed or aborted meanwhile.
    uploadNamed(bucket, input);
    checkWriteConditions(bucket, upload.key, input);
    refuseConflict(bucket, upload, input);
    const { headers, metadata, tags } = upload;
    dropUpload(state, bucket, upload);
    const content: ObjectContent = {
      body,
      etag: etagOf(parts),
      headers,
      metadata,
      checksums,
      tags,
      parts: objectParts(upload, parts, named),
    };
    const event = 'ObjectCreated:CompleteMultipartUpload';
    const version = addVersion(state, bucket, upload.key, content, event);
    return {
      Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${encodeURIComponent(upload.key)}`,
      Bucket: bucket.name,
      Key: upload.key,
      ETag: content.etag,
      ...checksums,
      ...shownEncryption(headers),
      Expiration: expirationOf(bucket, version),
      VersionId: writtenVersionId(bucket, version),
    };
  } finally {
    releaseBody(body);
  }
}

function etagOf(parts: readonly UploadedPart[]): string {
  const md5s = parts.map(({ etag }) => Buffer.from(etag.replaceAll('"', ''), 'hex'));
  return `"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-${parts.length}"`;
}

function namedParts(upload: MultipartUpload, named: readonly CompletedPart[]): UploadedPart[] {
  if (named.length === 0) throw invalidRequest('You must specify at least one part');
  const numbers = named.map(({ PartNumber = 0 }) => PartNumber);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new ServiceError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      400,
      { UploadId: upload.uploadId },
    );
  }
  const parts = named.map((each) => {
    const part = upload.parts.get(each.PartNumber ?? 0);
    if (!part || !etagMatches(each.ETag ?? '', part.etag)) throw invalidPart(upload, each);
    if (checkNamedPart(upload, each, part) === 'invalid') throw invalidPart(upload, each);
    return part;
  });
  const small = parts.findIndex(({ body }, at) => at < parts.length - 1 && body.length < minPartBytes);
  if (small >= 0) throw tooSmall(parts[small], numbers[small]);
  return parts;
}

/** Each part of a composite checksum keeps its own; one for the whole object stands alone. */
function objectParts(
  { checksumType }: MultipartUpload,
  parts: readonly UploadedPart[],
  named: readonly CompletedPart[],
): ObjectPart[] {
  return parts.map(({ body, checksums }, at) => ({
    number: named[at]?.PartNumber ?? 0,
    size: body.length,
    checksums: checksumType === 'COMPOSITE' ? checksums : {},
  }));
}

/** AWS has two spaces between the sentences. */
function invalidPart(
  { uploadId: UploadId }: MultipartUpload,
  { PartNumber, ETag }: CompletedPart,
): ServiceError {
  return new ServiceError(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { UploadId, PartNumber, ETag: ETag?.replaceAll('"', '') },
  );
}

function tooSmall(part: UploadedPart | undefined, PartNumber: number | undefined): ServiceError {
  return new ServiceError(
    'EntityTooSmall',
    'Your proposed upload is smaller than the minimum allowed size',
    400,
    {
      ProposedSize: part?.body.length,
      MinSizeAllowed: minPartBytes,
      PartNumber,
      ETag: part?.etag.replaceAll('"', ''),
    },
  );
}

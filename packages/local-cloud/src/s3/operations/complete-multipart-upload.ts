import { createHash } from 'node:crypto';
import type {
  CompletedPart,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadOutput,
} from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { type Checksums, checksum } from '../body/checksum.ts';
import { joinBodies, releaseBody, retainBody, type StoredBody } from '../body/stored-body.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml } from '../errors.ts';
import { dropUpload, uploadNamed } from '../objects/multipart-upload.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { addVersion, shownVersionId } from '../objects/object-store.ts';
import { etagMatches } from '../objects/read-conditions.ts';
import { checkWriteConditions } from '../objects/write-conditions.ts';
import type { MultipartUpload, S3State, UploadedPart } from '../state.ts';

const minPartBytes = 5 * 1024 * 1024;

/** Puts the named parts together to one object; its ETag is the MD5 of their MD5s and their number. */
export async function completeMultipartUpload(
  state: S3State,
  input: CompleteMultipartUploadCommandInput,
): Promise<CompleteMultipartUploadOutput> {
  const bucket = bucketNamed(state, input.Bucket);
  const upload = uploadNamed(bucket, input);
  const parts = namedParts(upload, input.MultipartUpload?.Parts ?? []);
  const body = joinBodies(parts.map((part) => part.body));
  retainBody(body);
  try {
    const checksums = await objectChecksum(upload, parts, body);
    checkExpectations(input, checksums, body.length);
    // The upload may have been completed or aborted meanwhile.
    uploadNamed(bucket, input);
    checkWriteConditions(bucket, upload.key, input);
    const { headers, metadata, tags } = upload;
    dropUpload(state, bucket, upload);
    const content = { body, etag: etagOf(parts), headers, metadata, checksums, tags };
    const event = 'ObjectCreated:CompleteMultipartUpload';
    const version = addVersion(state, bucket, upload.key, content, event);
    return {
      Location: `https://${bucket.name}.s3.${state.account.region}.amazonaws.com/${encodeURIComponent(upload.key)}`,
      Bucket: bucket.name,
      Key: upload.key,
      ETag: content.etag,
      ...checksums,
      ...shownEncryption(headers),
      VersionId: shownVersionId(bucket, version),
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
  if (named.length === 0) throw malformedXml();
  const numbers = named.map(({ PartNumber = 0 }) => PartNumber);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new ServiceError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      400,
      { UploadId: upload.uploadId },
    );
  }
  const parts = named.map(({ PartNumber = 0, ETag = '' }) => {
    const part = upload.parts.get(PartNumber);
    if (!part || !etagMatches(ETag, part.etag)) throw invalidPart(upload, PartNumber, ETag);
    return part;
  });
  const small = parts.findIndex(({ body }, at) => at < parts.length - 1 && body.length < minPartBytes);
  if (small >= 0) throw tooSmall(parts[small], numbers[small]);
  return parts;
}

async function objectChecksum(
  { checksumAlgorithm: algorithm, checksumType }: MultipartUpload,
  parts: readonly UploadedPart[],
  body: StoredBody,
): Promise<Checksums> {
  if (algorithm === undefined) return {};
  const member = `Checksum${algorithm}` as const;
  if (checksumType === 'FULL_OBJECT') {
    return { [member]: await checksum(algorithm, body), ChecksumType: checksumType };
  }
  const digests = parts.map(({ checksums }) => Buffer.from(checksums[member] ?? '', 'base64'));
  const composite = await checksum(algorithm, Buffer.concat(digests));
  return { [member]: `${composite}-${parts.length}`, ChecksumType: checksumType };
}

function checkExpectations(
  input: CompleteMultipartUploadCommandInput,
  checksums: Checksums,
  size: number,
): void {
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
    throw new ServiceError(
      'InvalidRequest',
      `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`,
    );
  }
  const wrong = Object.entries(checksums).find(([member, value]) => {
    const expected = input[member as keyof Checksums];
    return expected !== undefined && expected !== value;
  });
  if (!wrong) return;
  const algorithm = wrong[0].slice('Checksum'.length);
  throw new ServiceError(
    'BadDigest',
    `The ${algorithm} you specified did not match the calculated checksum.`,
  );
}

function invalidPart(upload: MultipartUpload, PartNumber: number, ETag: string): ServiceError {
  return new ServiceError(
    'InvalidPart',
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { UploadId: upload.uploadId, PartNumber, ETag },
  );
}

function tooSmall(part: UploadedPart | undefined, PartNumber: number | undefined): ServiceError {
  return new ServiceError(
    'EntityTooSmall',
    'Your proposed upload is smaller than the minimum allowed size',
    400,
    { ProposedSize: part?.body.length, MinSizeAllowed: minPartBytes, PartNumber, ETag: part?.etag },
  );
}

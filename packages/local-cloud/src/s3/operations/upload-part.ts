import { createHash } from 'node:crypto';
import type { UploadPartCommandInput, UploadPartOutput } from '@aws-sdk/client-s3';
import { checksum, checksumsOf } from '../body/checksum.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidArgument } from '../errors.ts';
import { uploadNamed } from '../objects/multipart-upload.ts';
import { reserveBytes } from '../objects/object-store.ts';
import type { MultipartUpload, S3State, UploadedPart } from '../state.ts';

type Input = Omit<UploadPartCommandInput, 'Body'> & { readonly Body?: Buffer };

export async function uploadPart(state: S3State, input: Input): Promise<UploadPartOutput> {
  const upload = uploadNamed(bucketNamed(state, input.Bucket), input);
  const { ChecksumType: _type, ...given } = checksumsOf(input);
  const part = await storePart(state, upload, input.PartNumber, input.Body ?? Buffer.alloc(0), given);
  return { ETag: part.etag, ServerSideEncryption: 'AES256', ...part.checksums };
}

/** Keeps the part, in place of one with the same number, with the checksum its upload asks for. */
export async function storePart(
  state: S3State,
  upload: MultipartUpload,
  partNumber: number | undefined,
  body: Buffer,
  given: UploadedPart['checksums'],
): Promise<UploadedPart> {
  const number = partNumber ?? 0;
  if (number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      String(partNumber),
    );
  }
  const algorithm = upload.checksumAlgorithm;
  const checksums =
    algorithm === undefined || given[`Checksum${algorithm}`] !== undefined
      ? given
      : { [`Checksum${algorithm}`]: await checksum(algorithm, body) };
  reserveBytes(state, body.length - (upload.parts.get(number)?.body.length ?? 0));
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  const part: UploadedPart = { body, etag, lastModified: new Date(), checksums };
  upload.parts.set(number, part);
  return part;
}

import type { UploadPartCommandInput, UploadPartOutput } from '@aws-sdk/client-s3';
import { checksum, checksumsOf, digestOf } from '../body/checksum.ts';
import { releaseBody, retainBody, type StoredBody, storeBody } from '../body/stored-body.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidArgument } from '../errors.ts';
import { uploadNamed } from '../objects/multipart-upload.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { reserveBytes } from '../objects/object-store.ts';
import { checkAlgorithm } from '../objects/upload-checksums.ts';
import { wholeSeconds } from '../objects/whole-seconds.ts';
import type { S3State, UploadedPart } from '../state.ts';

type Input = Omit<UploadPartCommandInput, 'Body'> & { readonly Body?: Buffer };

export async function uploadPart(state: S3State, input: Input): Promise<UploadPartOutput> {
  const { ChecksumType: _type, ...given } = checksumsOf(input);
  const upload = uploadNamed(bucketNamed(state, input.Bucket), input);
  checkAlgorithm(upload, given);
  const body = await storeBody(input.Body ?? Buffer.alloc(0), state.folder);
  const part = await storePart(state, input, body, given).finally(() => releaseBody(body));
  return { ETag: part.etag, ...shownEncryption(upload.headers), ...given, ...part.checksums };
}

/** Keeps the part, in place of one with the same number, with the checksum its upload asks for. */
export async function storePart(
  state: S3State,
  input: Pick<Input, 'Bucket' | 'Key' | 'UploadId' | 'PartNumber'>,
  body: StoredBody,
  given: UploadedPart['checksums'],
): Promise<UploadedPart> {
  const bucket = bucketNamed(state, input.Bucket);
  const upload = uploadNamed(bucket, input);
  const number = input.PartNumber ?? 0;
  if (number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      String(input.PartNumber),
    );
  }
  const algorithm = upload.checksumAlgorithm;
  const checksums = algorithm
    ? { [`Checksum${algorithm}`]: given[`Checksum${algorithm}`] ?? (await checksum(algorithm, body)) }
    : {};
  const etag = `"${(await digestOf('MD5', body)).toString('hex')}"`;
  // The upload may have been completed or aborted meanwhile.
  uploadNamed(bucket, input);
  const replaced = upload.parts.get(number)?.body;
  reserveBytes(state, body.length - (replaced?.length ?? 0));
  retainBody(body);
  if (replaced) releaseBody(replaced);
  const part: UploadedPart = { body, etag, lastModified: wholeSeconds(), checksums };
  upload.parts.set(number, part);
  return part;
}

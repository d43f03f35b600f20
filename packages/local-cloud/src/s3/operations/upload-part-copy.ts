import type { UploadPartCopyCommandInput, UploadPartCopyOutput } from '@aws-sdk/client-s3';
import { releaseBody, retainBody, type StoredBody, sliceBody } from '../body/stored-body.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidArgument, invalidRequest } from '../errors.ts';
import { copySource } from '../objects/copy-source.ts';
import { uploadNamed } from '../objects/multipart-upload.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { writtenVersionId } from '../objects/object-store.ts';
import type { S3State } from '../state.ts';
import { storePart } from './upload-part.ts';

/** A part made of bytes that are stored already. */
export async function uploadPartCopy(
  state: S3State,
  input: UploadPartCopyCommandInput,
): Promise<UploadPartCopyOutput> {
  const { headers } = uploadNamed(bucketNamed(state, input.Bucket), input);
  const source = copySource(state, input);
  const bytes = copiedBytes(source.content.body, input.CopySourceRange);
  // The source may be deleted meanwhile.
  retainBody(bytes);
  const part = await storePart(state, input, bytes, {}).finally(() => releaseBody(bytes));
  return {
    CopyPartResult: { ETag: part.etag, LastModified: part.lastModified, ...part.checksums },
    CopySourceVersionId: writtenVersionId(source.bucket, source.version),
    ...shownEncryption(headers),
  };
}

function copiedBytes(body: StoredBody, header: string | undefined): StoredBody {
  if (header === undefined) return body;
  const [first, last] = /^bytes=(\d+)-(\d+)$/.exec(header)?.slice(1).map(Number) ?? [];
  if (first === undefined || last === undefined || first > last) {
    throw invalidRange(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      header,
    );
  }
  if (first >= body.length) {
    throw invalidRequest('The specified copy range is invalid for the source object size');
  }
  if (last < body.length) return sliceBody(body, first, last);
  throw invalidRange(`Range specified is not valid for source object of size: ${body.length}`, header);
}

function invalidRange(message: string, header: string) {
  return invalidArgument(message, 'x-amz-copy-source-range', header);
}

import type { UploadPartCopyCommandInput, UploadPartCopyOutput } from '@aws-sdk/client-s3';
import { releaseBody, retainBody, type StoredBody, sliceBody } from '../body/stored-body.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidArgument } from '../errors.ts';
import { byteRange } from '../objects/byte-range.ts';
import { copySource } from '../objects/copy-source.ts';
import { uploadNamed } from '../objects/multipart-upload.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { shownVersionId } from '../objects/object-store.ts';
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
    CopySourceVersionId: shownVersionId(source.bucket, source.version),
    ...shownEncryption(headers),
  };
}

function copiedBytes(body: StoredBody, header: string | undefined): StoredBody {
  if (header === undefined) return body;
  const range = /^bytes=\d+-\d+$/.test(header) ? byteRange(header, body.length) : undefined;
  if (range) return sliceBody(body, range.first, range.last);
  throw invalidArgument(
    'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
    'x-amz-copy-source-range',
    header,
  );
}

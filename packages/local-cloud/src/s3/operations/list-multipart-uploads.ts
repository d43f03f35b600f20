import type { ListMultipartUploadsCommandInput, ListMultipartUploadsOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { initiatorOf, ownerOf } from '../buckets/owner.ts';
import { invalidArgument } from '../errors.ts';
import { compareKeys } from '../listing/compare-keys.ts';
import { encodeOptional, nameEncoder, pageSize } from '../listing/encode-names.ts';
import { listPage } from '../listing/list-page.ts';
import type { S3State } from '../state.ts';

/** Uploads that were begun and neither completed nor aborted: by key, and the oldest of a key first. */
export function listMultipartUploads(
  state: S3State,
  input: ListMultipartUploadsCommandInput,
): ListMultipartUploadsOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const encode = nameEncoder(input.EncodingType);
  const MaxUploads = pageSize(input.MaxUploads);
  const { Prefix = '', Delimiter, KeyMarker = '' } = input;
  // Without a key it means nothing.
  const UploadIdMarker = KeyMarker === '' ? '' : (input.UploadIdMarker ?? '');
  const uploads = [...bucket.uploads.values()].sort((a, b) => compareKeys(a.key, b.key));
  const marked = uploads.findIndex(({ key, uploadId }) => key === KeyMarker && uploadId === UploadIdMarker);
  if (UploadIdMarker !== '' && marked < 0) {
    throw invalidArgument('Invalid uploadId marker', 'upload-id-marker', UploadIdMarker);
  }
  const page = listPage(uploads.slice(marked + 1), ({ key }) => key, {
    prefix: Prefix,
    delimiter: Delimiter,
    after: marked < 0 ? KeyMarker : undefined,
    passesPrefix: true,
    maxKeys: MaxUploads,
  });
  const last = page.entries.at(-1);
  const owner = ownerOf(state.account);
  return {
    Bucket: bucket.name,
    KeyMarker: encode(KeyMarker),
    UploadIdMarker,
    // Those of the last upload, even on the last page.
    NextKeyMarker: encode(last?.key ?? ''),
    NextUploadIdMarker: last?.uploadId ?? '',
    Delimiter: encodeOptional(encode, Delimiter || undefined),
    Prefix: encodeOptional(encode, Prefix || undefined),
    EncodingType: input.EncodingType,
    MaxUploads,
    IsTruncated: page.next !== undefined,
    Uploads: page.entries.map(({ key, uploadId, initiated, headers, ...upload }) => ({
      Key: encode(key),
      UploadId: uploadId,
      Initiator: initiatorOf(state.account),
      Owner: owner,
      StorageClass: headers.StorageClass ?? 'STANDARD',
      Initiated: initiated,
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

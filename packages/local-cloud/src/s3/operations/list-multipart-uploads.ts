import type { ListMultipartUploadsCommandInput, ListMultipartUploadsOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { ownerOf } from '../buckets/owner.ts';
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
  const { Prefix = '', Delimiter, KeyMarker = '', UploadIdMarker = '' } = input;
  const uploads = [...bucket.uploads.values()].sort((a, b) => compareKeys(a.key, b.key));
  const marked = uploads.findIndex(({ key, uploadId }) => key === KeyMarker && uploadId === UploadIdMarker);
  const page = listPage(uploads.slice(marked + 1), ({ key }) => key, {
    prefix: Prefix,
    delimiter: Delimiter,
    after: marked < 0 ? KeyMarker : undefined,
    maxKeys: MaxUploads,
  });
  const last = page.entries.at(-1);
  const owner = ownerOf(state.account);
  return {
    Bucket: bucket.name,
    KeyMarker: encode(KeyMarker),
    UploadIdMarker,
    NextKeyMarker: encodeOptional(encode, page.next),
    NextUploadIdMarker: last && last.key === page.next ? last.uploadId : undefined,
    Delimiter: encodeOptional(encode, Delimiter),
    Prefix: encode(Prefix),
    EncodingType: input.EncodingType,
    MaxUploads,
    IsTruncated: page.next !== undefined,
    Uploads: page.entries.map(({ key, uploadId, initiated, headers, ...upload }) => ({
      Key: encode(key),
      UploadId: uploadId,
      Initiator: owner,
      Owner: owner,
      StorageClass: headers.StorageClass ?? 'STANDARD',
      Initiated: initiated,
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

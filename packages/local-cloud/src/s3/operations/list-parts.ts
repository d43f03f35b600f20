import type { ListPartsCommandInput, ListPartsOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { initiatorOf, ownerOf } from '../buckets/owner.ts';
import { pageSize } from '../listing/encode-names.ts';
import { uploadNamed } from '../objects/multipart-upload.ts';
import type { S3State } from '../state.ts';

export function listParts(state: S3State, input: ListPartsCommandInput): ListPartsOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const upload = uploadNamed(bucket, input);
  const MaxParts = pageSize(input.MaxParts);
  const marker = Number(input.PartNumberMarker ?? 0);
  const later = [...upload.parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b);
  const page = later.slice(0, MaxParts);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    Owner: ownerOf(state.account),
    Initiator: initiatorOf(state.account),
    StorageClass: upload.headers.StorageClass ?? 'STANDARD',
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.[0] ?? 0),
    MaxParts,
    IsTruncated: later.length > page.length,
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumType,
    Parts: page.map(([PartNumber, part]) => ({
      PartNumber,
      LastModified: part.lastModified,
      ETag: part.etag,
      Size: part.body.length,
      ...part.checksums,
    })),
  };
}

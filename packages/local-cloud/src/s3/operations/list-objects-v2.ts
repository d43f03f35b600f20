import type { ListObjectsV2CommandInput, ListObjectsV2Output } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { ownerOf } from '../buckets/owner.ts';
import { currentKeys, listedObject } from '../listing/current-objects.ts';
import { encodeOptional, nameEncoder, pageSize } from '../listing/encode-names.ts';
import { listPage } from '../listing/list-page.ts';
import type { S3State } from '../state.ts';

export function listObjectsV2(state: S3State, input: ListObjectsV2CommandInput): ListObjectsV2Output {
  const bucket = bucketNamed(state, input.Bucket);
  const encode = nameEncoder(input.EncodingType);
  const maxKeys = pageSize(input.MaxKeys);
  const { Prefix = '', Delimiter, StartAfter, ContinuationToken } = input;
  const after = ContinuationToken === undefined ? StartAfter : keyFromToken(ContinuationToken);
  const page = listPage(currentKeys(bucket), (key) => key, {
    prefix: Prefix,
    delimiter: Delimiter,
    after,
    maxKeys,
  });
  const owner = input.FetchOwner ? { Owner: ownerOf(state.account) } : {};
  return {
    Name: bucket.name,
    Prefix: encode(Prefix),
    Delimiter: encodeOptional(encode, Delimiter || undefined),
    StartAfter: ContinuationToken === undefined ? encodeOptional(encode, StartAfter) : undefined,
    ContinuationToken,
    NextContinuationToken: page.next === undefined ? undefined : tokenFromKey(page.next),
    EncodingType: input.EncodingType,
    KeyCount: page.entries.length + page.commonPrefixes.length,
    MaxKeys: maxKeys,
    IsTruncated: page.next !== undefined,
    Contents: page.entries.map((key) => ({ ...listedObject(bucket, key), Key: encode(key), ...owner })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

/** Opaque to clients; the first character distinguishes it from a key. */
function tokenFromKey(key: string): string {
  return `1${Buffer.from(key).toString('base64')}`;
}

function keyFromToken(token: string): string {
  const key = Buffer.from(token.slice(1), 'base64').toString();
  if (tokenFromKey(key) === token) return key;
  throw new ServiceError('InvalidArgument', 'The continuation token provided is incorrect', 400, {
    ArgumentName: 'continuation-token',
  });
}

import type { ListObjectsCommandInput, ListObjectsOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { ownerOf } from '../buckets/owner.ts';
import { currentKeys, listedObject } from '../listing/current-objects.ts';
import { encodeOptional, nameEncoder, pageSize } from '../listing/encode-names.ts';
import { listPage } from '../listing/list-page.ts';
import type { S3State } from '../state.ts';

/** The first version of the list: `NextMarker` is only given with a delimiter; else it is the last key. */
export function listObjects(state: S3State, input: ListObjectsCommandInput): ListObjectsOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const encode = nameEncoder(input.EncodingType);
  const maxKeys = pageSize(input.MaxKeys);
  const { Prefix = '', Delimiter, Marker = '' } = input;
  const page = listPage(currentKeys(bucket), (key) => key, {
    prefix: Prefix,
    delimiter: Delimiter,
    after: Marker,
    passesPrefix: true,
    maxKeys,
  });
  const Owner = ownerOf(state.account);
  return {
    Name: bucket.name,
    Prefix: encode(Prefix),
    Delimiter: encodeOptional(encode, Delimiter || undefined),
    Marker: encode(Marker),
    NextMarker: Delimiter ? encodeOptional(encode, page.next) : undefined,
    EncodingType: input.EncodingType,
    MaxKeys: maxKeys,
    IsTruncated: page.next !== undefined,
    Contents: page.entries.map((key) => ({ ...listedObject(bucket, key), Key: encode(key), Owner })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

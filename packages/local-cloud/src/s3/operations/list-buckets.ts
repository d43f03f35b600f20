import type { ListBucketsCommandInput, ListBucketsCommandOutput } from '@aws-sdk/client-s3';
import { pageOf } from '../../aws/page-of.ts';
import { ownerOf } from '../buckets/owner.ts';
import { invalidArgument } from '../errors.ts';
import type { S3State } from '../state.ts';

const mostBuckets = 10_000;

export function listBuckets(
  state: S3State,
  input: ListBucketsCommandInput,
): Omit<ListBucketsCommandOutput, '$metadata'> {
  const { BucketRegion: region = state.account.region } = input;
  const buckets = [...state.buckets.values()]
    .filter(({ name }) => name.startsWith(input.Prefix ?? '') && region === state.account.region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = {
    token: input.ContinuationToken,
    size: input.MaxBuckets ?? mostBuckets,
    maxSize: mostBuckets,
  };
  const { items, nextToken } = pageOf(buckets, page, (member) => {
    const name = member === 'token' ? 'continuation-token' : 'max-buckets';
    return invalidArgument(`The ${name} is not valid`, name, String(page[member]));
  });
  return {
    Owner: ownerOf(state.account),
    Buckets: items.map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt })),
    Prefix: input.Prefix,
    ...(nextToken !== undefined && { ContinuationToken: nextToken }),
  };
}

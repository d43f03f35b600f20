import type { ListBucketsCommandInput, ListBucketsCommandOutput } from '@aws-sdk/client-s3';
import { ownerOf } from '../buckets/owner.ts';
import type { S3State } from '../state.ts';

/** All of them on one page: an account has at most a few thousand. */
export function listBuckets(
  state: S3State,
  input: ListBucketsCommandInput,
): Omit<ListBucketsCommandOutput, '$metadata'> {
  const buckets = [...state.buckets.values()]
    .filter(({ name }) => name.startsWith(input.Prefix ?? ''))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    Owner: ownerOf(state.account),
    Buckets: buckets.map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt })),
    Prefix: input.Prefix,
  };
}

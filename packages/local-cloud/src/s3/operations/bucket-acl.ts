import type { GetBucketAclCommandInput, GetBucketAclOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { ownerOf } from '../buckets/owner.ts';
import type { S3State } from '../state.ts';

/** Always the owner's full control: buckets accept no other ACL. */
export function getBucketAcl(state: S3State, input: GetBucketAclCommandInput): GetBucketAclOutput {
  bucketNamed(state, input.Bucket);
  const Owner = ownerOf(state.account);
  return { Owner, Grants: [{ Grantee: { ...Owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }] };
}

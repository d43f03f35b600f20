import { parsePolicy } from '../../aws/policy/policy-document.ts';
import type { Caller } from '../../aws/service.ts';
import type { BucketAddress } from '../rest/bucket-address.ts';
import { accessDenied, noSuchBucket } from '../s3-error.ts';
import type { S3State } from '../s3-state.ts';
import { allowsEveryone, isPublic } from './public-access.ts';

/** Everything is private: who does not sign may do only what a bucket's policy lets everyone do. */
export function authorize(
  state: S3State,
  caller: Caller | undefined,
  action: string,
  { bucket: name, key }: BucketAddress,
): void {
  if (caller) return;
  if (name === undefined || action === 's3:CreateBucket') throw accessDenied();
  const bucket = state.buckets.get(name);
  if (!bucket) throw noSuchBucket(name);
  if (bucket.policy === undefined) throw accessDenied();
  const policy = parsePolicy(bucket.policy);
  if (bucket.publicAccessBlock?.RestrictPublicBuckets && isPublic(policy)) throw accessDenied();
  const resource = key === undefined ? name : `${name}/${key}`;
  if (!allowsEveryone(policy, action, `arn:aws:s3:::${resource}`)) throw accessDenied();
  // Who may not list a bucket is not told which keys it lacks either.
  const isMissing = action === 's3:GetObject' && key !== undefined && !bucket.objects.has(key);
  if (isMissing && !allowsEveryone(policy, 's3:ListBucket', `arn:aws:s3:::${name}`)) throw accessDenied();
}

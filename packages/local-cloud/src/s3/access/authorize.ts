import { evaluatePolicies, type Principal } from '../../aws/policy/evaluate-policies.ts';
import { type PolicyDocument, parsePolicy } from '../../aws/policy/policy-document.ts';
import { requireAccess } from '../../aws/policy/require-access.ts';
import type { Caller } from '../../aws/service.ts';
import type { BucketAddress } from '../rest/bucket-address.ts';
import { accessDenied, noSuchBucket } from '../s3-error.ts';
import type { Bucket, S3State } from '../s3-state.ts';
import { isPublic } from './public-access.ts';

/**
 * Refuses what neither the caller's own policies nor the bucket's allow. Everything is private: who does not
 * sign may do only what the bucket's policy lets everyone do.
 */
export function authorize(
  state: S3State,
  caller: Caller | undefined,
  action: string,
  address: BucketAddress,
): void {
  const bucket = state.buckets.get(address.bucket ?? '');
  if (!bucket && address.bucket !== undefined && action !== 's3:CreateBucket') {
    throw noSuchBucket(address.bucket);
  }
  checkAccess(caller, action, resourceArn(address), bucketPolicies(bucket, caller));
  // Who may not list a bucket is not told which keys it lacks either.
  const isMissing = address.key !== undefined && !bucket?.objects.has(address.key);
  if (action === 's3:GetObject' && isMissing && bucket) {
    authorize(state, caller, 's3:ListBucket', { bucket: bucket.name });
  }
}

/** By these the owner finds back into a bucket whose policy denies everything. */
const actionsOnPolicies = new Set(['s3:DeleteBucketPolicy', 's3:GetBucketPolicy', 's3:PutBucketPolicy']);

function checkAccess(
  caller: Caller | undefined,
  action: string,
  resource: string,
  ofBucket: readonly PolicyDocument[],
): void {
  const policies = [...(caller?.policies?.() ?? []), ...ofBucket];
  // Plain HTTP on this machine stands for the HTTPS that AWS would be called with.
  const context = { 'aws:SecureTransport': 'true', ...(caller && identityKeys(caller)) };
  const principal = caller && principalOf(caller);
  const decision = evaluatePolicies(policies, { action, resource, context, ...(principal && { principal }) });
  if (decision === 'allow') return;
  if (!caller) throw accessDenied();
  const isRoot = !caller.policies;
  if (isRoot && (decision === 'implicit-deny' || actionsOnPolicies.has(action))) return;
  requireAccess(caller, action, resource, accessDenied);
  throw accessDenied(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in a resource-based policy`,
  );
}

function bucketPolicies(bucket: Bucket | undefined, caller: Caller | undefined): readonly PolicyDocument[] {
  if (bucket?.policy === undefined) return [];
  const policy = parsePolicy(bucket.policy);
  const isIgnored = !caller && bucket.publicAccessBlock?.RestrictPublicBuckets && isPublic(policy);
  return isIgnored ? [] : [policy];
}

function identityKeys(caller: Caller): Record<string, string> {
  return { 'aws:PrincipalArn': caller.roleArn ?? caller.arn, 'aws:userid': caller.userId };
}

function principalOf(caller: Caller): Principal {
  return { type: 'AWS', value: caller.roleArn ?? caller.arn, accountId: caller.accountId };
}

function resourceArn({ bucket, key }: BucketAddress): string {
  if (bucket === undefined) return '*';
  return `arn:aws:s3:::${key === undefined ? bucket : `${bucket}/${key}`}`;
}

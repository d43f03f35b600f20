import { evaluatePolicies, type Principal } from '../../aws/policy/evaluate-policies.ts';
import { type PolicyDocument, parsePolicy } from '../../aws/policy/policy-document.ts';
import { contextOf, requireAccess } from '../../aws/policy/require-access.ts';
import type { Caller } from '../../aws/service.ts';
import { accessDenied, noSuchBucket } from '../errors.ts';
import type { S3Target } from '../rest/request-target.ts';
import type { Bucket, S3State } from '../state.ts';
import { isPublic } from './public-access.ts';

/**
 * Refuses what neither the caller's own policies nor the bucket's allow. Everything is private: unsigned requests
 * may do only what the bucket's policy allows to everyone.
 */
export function authorize(
  state: S3State,
  caller: Caller | undefined,
  action: string,
  target: S3Target,
): void {
  const bucket = state.buckets.get(target.bucket ?? '');
  if (!bucket && target.bucket !== undefined && action !== 's3:CreateBucket') {
    throw noSuchBucket(target.bucket);
  }
  checkAccess(caller, action, resourceArn(target), bucketPolicies(bucket, caller));
  // Callers who may not list a bucket must not learn which keys are missing either.
  const isMissing = target.key !== undefined && !bucket?.objects.has(target.key);
  if (action === 's3:GetObject' && isMissing && bucket) {
    authorize(state, caller, 's3:ListBucket', { bucket: bucket.name });
  }
}

/** The root keeps these, so that a policy that denies everything can still be removed. */
const actionsOnPolicies = new Set(['s3:DeleteBucketPolicy', 's3:GetBucketPolicy', 's3:PutBucketPolicy']);

function checkAccess(
  caller: Caller | undefined,
  action: string,
  resource: string,
  ofBucket: readonly PolicyDocument[],
): void {
  const policies = [...(caller?.policies?.() ?? []), ...ofBucket];
  // Plain HTTP on this machine stands for the HTTPS that AWS would be called with.
  const context = { 'aws:SecureTransport': 'true', ...(caller && contextOf(caller)) };
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

function principalOf(caller: Caller): Principal {
  return { type: 'AWS', value: caller.roleArn ?? caller.arn, accountId: caller.accountId };
}

function resourceArn({ bucket, key }: S3Target): string {
  if (bucket === undefined) return '*';
  return `arn:aws:s3:::${key === undefined ? bucket : `${bucket}/${key}`}`;
}

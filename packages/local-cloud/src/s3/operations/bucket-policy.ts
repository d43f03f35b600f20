import type {
  DeleteBucketPolicyCommandInput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyOutput,
  GetBucketPolicyStatusCommandInput,
  GetBucketPolicyStatusOutput,
  PutBucketPolicyCommandInput,
} from '@aws-sdk/client-s3';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { parseBucketPolicy } from '../access/parse-bucket-policy.ts';
import { isPublic } from '../access/public-access.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { accessDenied, missingSetting } from '../errors.ts';
import type { Bucket, S3State } from '../state.ts';

export function putBucketPolicy(state: S3State, input: PutBucketPolicyCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const policy = parseBucketPolicy(input.Policy ?? '', bucket.name);
  if (bucket.publicAccessBlock?.BlockPublicPolicy && isPublic(policy)) {
    throw accessDenied(
      `User is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket.name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    );
  }
  bucket.policy = input.Policy;
}

export function getBucketPolicy(state: S3State, input: GetBucketPolicyCommandInput): GetBucketPolicyOutput {
  return { Policy: policyOf(bucketNamed(state, input.Bucket)) };
}

export function getBucketPolicyStatus(
  state: S3State,
  input: GetBucketPolicyStatusCommandInput,
): GetBucketPolicyStatusOutput {
  const policy = parsePolicy(policyOf(bucketNamed(state, input.Bucket)));
  return { PolicyStatus: { IsPublic: isPublic(policy) } };
}

export function deleteBucketPolicy(state: S3State, input: DeleteBucketPolicyCommandInput): undefined {
  bucketNamed(state, input.Bucket).policy = undefined;
}

function policyOf(bucket: Bucket): string {
  if (bucket.policy !== undefined) return bucket.policy;
  throw missingSetting(bucket, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
}

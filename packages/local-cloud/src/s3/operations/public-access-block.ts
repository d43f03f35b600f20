import type {
  DeletePublicAccessBlockCommandInput,
  GetPublicAccessBlockCommandInput,
  GetPublicAccessBlockOutput,
  PutPublicAccessBlockCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { missingSetting } from '../errors.ts';
import type { S3State } from '../state.ts';

export function putPublicAccessBlock(state: S3State, input: PutPublicAccessBlockCommandInput): undefined {
  const configuration = input.PublicAccessBlockConfiguration;
  bucketNamed(state, input.Bucket).publicAccessBlock = {
    BlockPublicAcls: configuration?.BlockPublicAcls ?? false,
    IgnorePublicAcls: configuration?.IgnorePublicAcls ?? false,
    BlockPublicPolicy: configuration?.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: configuration?.RestrictPublicBuckets ?? false,
  };
}

export function getPublicAccessBlock(
  state: S3State,
  input: GetPublicAccessBlockCommandInput,
): GetPublicAccessBlockOutput {
  const bucket = bucketNamed(state, input.Bucket);
  if (bucket.publicAccessBlock) return { PublicAccessBlockConfiguration: bucket.publicAccessBlock };
  throw missingSetting(
    bucket,
    'NoSuchPublicAccessBlockConfiguration',
    'The public access block configuration was not found',
  );
}

export function deletePublicAccessBlock(
  state: S3State,
  input: DeletePublicAccessBlockCommandInput,
): undefined {
  bucketNamed(state, input.Bucket).publicAccessBlock = undefined;
}

import type {
  CORSRule,
  DeleteBucketCorsCommandInput,
  GetBucketCorsCommandInput,
  GetBucketCorsOutput,
  PutBucketCorsCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidRequest, malformedXml, missingSetting } from '../errors.ts';
import type { S3State } from '../state.ts';

const offeredMethods = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

export function putBucketCors(state: S3State, input: PutBucketCorsCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const rules = input.CORSConfiguration?.CORSRules ?? [];
  if (rules.length === 0 || rules.length > 100) throw malformedXml();
  for (const rule of rules) checkRule(rule);
  bucket.cors = rules;
}

export function getBucketCors(state: S3State, input: GetBucketCorsCommandInput): GetBucketCorsOutput {
  const bucket = bucketNamed(state, input.Bucket);
  if (bucket.cors) return { CORSRules: [...bucket.cors] };
  throw missingSetting(bucket, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist');
}

export function deleteBucketCors(state: S3State, input: DeleteBucketCorsCommandInput): undefined {
  bucketNamed(state, input.Bucket).cors = undefined;
}

function checkRule({ AllowedMethods = [], AllowedOrigins = [], ExposeHeaders = [] }: CORSRule): void {
  if (AllowedMethods.length === 0 || AllowedOrigins.length === 0) throw malformedXml();
  const method = AllowedMethods.find((name) => !offeredMethods.includes(name));
  if (method !== undefined) {
    throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
  }
  const origin = AllowedOrigins.find((name) => name.split('*').length > 2);
  if (origin !== undefined) {
    throw invalidRequest(`AllowedOrigin "${origin}" can not have more than one wildcard.`);
  }
  const header = ExposeHeaders.find((name) => name.includes('*'));
  if (header !== undefined) {
    throw invalidRequest(
      `ExposeHeader "${header}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
    );
  }
}

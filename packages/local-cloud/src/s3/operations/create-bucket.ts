import type { CreateBucketCommandInput, CreateBucketCommandOutput } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { notImplemented } from '../errors.ts';
import { validTags } from '../objects/tags.ts';
import type { S3State } from '../state.ts';
import { defaultEncryption } from './bucket-encryption.ts';
import { maxTags } from './bucket-tagging.ts';

/** Buckets are private: since 2023 new ones have Block Public Access on and take no ACLs. */
export function createBucket(
  state: S3State,
  input: CreateBucketCommandInput,
): Omit<CreateBucketCommandOutput, '$metadata'> {
  const name = validBucketName(input.Bucket ?? '');
  checkLocation(state, input.CreateBucketConfiguration?.LocationConstraint);
  const { Location: location, Bucket: bucket, Tags: tags } = input.CreateBucketConfiguration ?? {};
  if (location || bucket) throw notImplemented('directory buckets (Location and Bucket of a new bucket)');
  if (input.ObjectLockEnabledForBucket) throw notImplemented('Object Lock');
  if ((input.ACL ?? 'private') !== 'private') {
    throw new ServiceError(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  // In us-east-1 the owner may create a bucket again; nothing of it changes.
  if (!state.buckets.has(name)) {
    state.buckets.set(name, {
      name,
      createdAt: new Date(),
      objects: new Map(),
      uploads: new Map(),
      publicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      ownershipControls: { Rules: [{ ObjectOwnership: input.ObjectOwnership ?? 'BucketOwnerEnforced' }] },
      encryption: defaultEncryption,
      notification: {},
      ...(tags && { tags: validTags(tags, maxTags) }),
    });
  }
  return { Location: `/${name}` };
}

function checkLocation(state: S3State, location: string | undefined): void {
  const region = location ?? 'us-east-1';
  if (location === 'us-east-1') {
    throw new ServiceError(
      'InvalidLocationConstraint',
      'The specified location-constraint is not valid',
      400,
      {
        LocationConstraint: location,
      },
    );
  }
  if (region === state.account.region) return;
  throw new ServiceError(
    'IllegalLocationConstraintException',
    `The ${location ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

const reservedPrefixes = /^(xn--|sthree-|amzn-s3-demo-)/;
const reservedSuffixes = /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/**
 * The name itself when S3 takes it; else throws `InvalidBucketName`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
function validBucketName(name: string): string {
  const isValid =
    /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !reservedPrefixes.test(name) &&
    !reservedSuffixes.test(name);
  if (isValid) return name;
  throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.', 400, {
    BucketName: name,
  });
}

import type { CreateBucketCommandInput, CreateBucketCommandOutput } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { isRegionName } from '../../region-names.ts';
import { notImplemented } from '../errors.ts';
import { ofNewBuckets, validTags } from '../objects/tags.ts';
import { wholeSeconds } from '../objects/whole-seconds.ts';
import type { S3State } from '../state.ts';
import { defaultEncryption } from './bucket-encryption.ts';
import { ownerships } from './bucket-ownership-controls.ts';
import { maxTags } from './bucket-tagging.ts';

/** Buckets are private: since 2023 new ones have Block Public Access on and accept no ACLs. */
export function createBucket(
  state: S3State,
  input: CreateBucketCommandInput,
): Omit<CreateBucketCommandOutput, '$metadata'> {
  const name = validBucketName(input.Bucket ?? '');
  const {
    LocationConstraint: location,
    Location,
    Bucket,
    Tags: given,
  } = input.CreateBucketConfiguration ?? {};
  const region = regionAt(location, state.account.region);
  if (Location || Bucket) throw notImplemented('directory buckets (Location and Bucket of a new bucket)');
  if (input.ObjectLockEnabledForBucket) throw notImplemented('Object Lock');
  if ((input.ACL ?? 'private') !== 'private') {
    throw new ServiceError(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  checkOwnership(input.ObjectOwnership);
  const tags = validTags(given, maxTags, ofNewBuckets);
  const existing = state.buckets.get(name);
  // In us-east-1 the owner may create a bucket again, without tags; nothing of it changes.
  if (existing && (existing.region !== oldestRegion || region !== oldestRegion || tags.length > 0))
    throw alreadyOwned(name);
  if (!existing) {
    state.buckets.set(name, {
      name,
      region,
      location: location ?? '',
      createdAt: wholeSeconds(),
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
      ...(tags.length > 0 && { tags }),
    });
  }
  return {
    Location: region === oldestRegion ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
    BucketArn: `arn:aws:s3:::${name}`,
  };
}

function checkOwnership(ownership: string | undefined): void {
  if (ownership === undefined || ownerships.includes(ownership)) return;
  throw new ServiceError('InvalidArgument', `Invalid x-amz-object-ownership header: ${ownership}`, 400, {
    ArgumentName: 'x-amz-object-ownership',
  });
}

/** The one region that a location constraint may not name, and from whose endpoint buckets of others can be made. */
const oldestRegion = 'us-east-1';

/** The region of a new bucket: the constraint's, which only the oldest region's endpoint lets be another one. */
function regionAt(location: string | undefined, endpointRegion: string): string {
  const region = location === 'EU' ? 'eu-west-1' : (location ?? oldestRegion);
  if (endpointRegion === oldestRegion) {
    if (location === oldestRegion || !isRegionName(region)) throw invalidLocation(location);
    return region;
  }
  if (region === endpointRegion) return region;
  throw new ServiceError(
    'IllegalLocationConstraintException',
    `The ${location ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function invalidLocation(LocationConstraint: string | undefined): ServiceError {
  const message = 'The specified location-constraint is not valid';
  return new ServiceError('InvalidLocationConstraint', message, 400, { LocationConstraint });
}

function alreadyOwned(BucketName: string): ServiceError {
  const message = 'Your previous request to create the named bucket succeeded and you already own it.';
  return new ServiceError('BucketAlreadyOwnedByYou', message, 409, { BucketName });
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

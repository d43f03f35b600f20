import type {
  GetBucketVersioningCommandInput,
  GetBucketVersioningOutput,
  PutBucketVersioningCommandInput,
} from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import type { S3State } from '../state.ts';

/** Once enabled, versioning can be suspended but never be taken away. */
export function putBucketVersioning(state: S3State, input: PutBucketVersioningCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const { Status, MFADelete } = input.VersioningConfiguration ?? {};
  if (MFADelete === 'Enabled') throw notImplemented('MFA delete');
  if (Status === undefined) {
    throw new ServiceError(
      'IllegalVersioningConfigurationException',
      'The Versioning element must be specified',
    );
  }
  if (Status !== 'Enabled' && Status !== 'Suspended') throw malformedXml();
  bucket.versioning = Status;
}

export function getBucketVersioning(
  state: S3State,
  input: GetBucketVersioningCommandInput,
): GetBucketVersioningOutput {
  return { Status: bucketNamed(state, input.Bucket).versioning };
}

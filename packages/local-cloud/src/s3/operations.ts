import { createBucket } from './buckets/create-bucket.ts';
import { deleteBucket } from './buckets/delete-bucket.ts';
import { getBucketLocation } from './buckets/get-bucket-location.ts';
import { headBucket } from './buckets/head-bucket.ts';
import { listBuckets } from './buckets/list-buckets.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject } from './objects/get-object.ts';
import { headObject } from './objects/head-object.ts';
import { putObject } from './objects/put-object.ts';
import type { S3State } from './s3-state.ts';

export type S3Operations = ReturnType<typeof bindOperations>;
export type S3OperationName = keyof S3Operations;

/** Every operation of S3 by AWS's name, for the protocol and for callers in this process. */
export function bindOperations(state: S3State) {
  return {
    CreateBucket: createBucket.bind(null, state),
    DeleteBucket: deleteBucket.bind(null, state),
    DeleteObject: deleteObject.bind(null, state),
    DeleteObjects: deleteObjects.bind(null, state),
    GetBucketLocation: getBucketLocation.bind(null, state),
    GetObject: getObject.bind(null, state),
    HeadBucket: headBucket.bind(null, state),
    HeadObject: headObject.bind(null, state),
    ListBuckets: listBuckets.bind(null, state),
    PutObject: putObject.bind(null, state),
  };
}

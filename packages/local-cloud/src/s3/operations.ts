import { createBucket } from './buckets/create-bucket.ts';
import { deleteBucket } from './buckets/delete-bucket.ts';
import { getBucketLocation } from './buckets/get-bucket-location.ts';
import { headBucket } from './buckets/head-bucket.ts';
import { listBuckets } from './buckets/list-buckets.ts';
import { listObjectVersions } from './listing/list-object-versions.ts';
import { listObjects } from './listing/list-objects.ts';
import { listObjectsV2 } from './listing/list-objects-v2.ts';
import { abortMultipartUpload } from './multipart/abort-multipart-upload.ts';
import { completeMultipartUpload } from './multipart/complete-multipart-upload.ts';
import { createMultipartUpload } from './multipart/create-multipart-upload.ts';
import { listMultipartUploads } from './multipart/list-multipart-uploads.ts';
import { listParts } from './multipart/list-parts.ts';
import { uploadPart } from './multipart/upload-part.ts';
import { uploadPartCopy } from './multipart/upload-part-copy.ts';
import { copyObject } from './objects/copy-object.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject } from './objects/get-object.ts';
import { headObject } from './objects/head-object.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './objects/object-tagging.ts';
import { putObject } from './objects/put-object.ts';
import type { S3State } from './s3-state.ts';
import { getBucketAcl } from './settings/bucket-acl.ts';
import { deleteBucketCors, getBucketCors, putBucketCors } from './settings/bucket-cors.ts';
import {
  deleteBucketEncryption,
  getBucketEncryption,
  putBucketEncryption,
} from './settings/bucket-encryption.ts';
import {
  deleteBucketLifecycle,
  getBucketLifecycleConfiguration,
  putBucketLifecycleConfiguration,
} from './settings/bucket-lifecycle.ts';
import {
  getBucketNotificationConfiguration,
  putBucketNotificationConfiguration,
} from './settings/bucket-notification.ts';
import {
  deleteBucketOwnershipControls,
  getBucketOwnershipControls,
  putBucketOwnershipControls,
} from './settings/bucket-ownership-controls.ts';
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from './settings/bucket-policy.ts';
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from './settings/bucket-tagging.ts';
import { getBucketVersioning, putBucketVersioning } from './settings/bucket-versioning.ts';
import {
  deletePublicAccessBlock,
  getPublicAccessBlock,
  putPublicAccessBlock,
} from './settings/public-access-block.ts';

export type S3Operations = ReturnType<typeof bindOperations>;
export type S3OperationName = keyof S3Operations;

/** Every operation of S3 by AWS's name, for the protocol and for callers in this process. */
export function bindOperations(state: S3State) {
  return {
    AbortMultipartUpload: abortMultipartUpload.bind(null, state),
    CompleteMultipartUpload: completeMultipartUpload.bind(null, state),
    CopyObject: copyObject.bind(null, state),
    CreateBucket: createBucket.bind(null, state),
    CreateMultipartUpload: createMultipartUpload.bind(null, state),
    DeleteBucket: deleteBucket.bind(null, state),
    DeleteBucketCors: deleteBucketCors.bind(null, state),
    DeleteBucketEncryption: deleteBucketEncryption.bind(null, state),
    DeleteBucketLifecycle: deleteBucketLifecycle.bind(null, state),
    DeleteBucketOwnershipControls: deleteBucketOwnershipControls.bind(null, state),
    DeleteBucketPolicy: deleteBucketPolicy.bind(null, state),
    DeleteBucketTagging: deleteBucketTagging.bind(null, state),
    DeleteObject: deleteObject.bind(null, state),
    DeleteObjectTagging: deleteObjectTagging.bind(null, state),
    DeleteObjects: deleteObjects.bind(null, state),
    DeletePublicAccessBlock: deletePublicAccessBlock.bind(null, state),
    GetBucketAcl: getBucketAcl.bind(null, state),
    GetBucketCors: getBucketCors.bind(null, state),
    GetBucketEncryption: getBucketEncryption.bind(null, state),
    GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration.bind(null, state),
    GetBucketLocation: getBucketLocation.bind(null, state),
    GetBucketNotificationConfiguration: getBucketNotificationConfiguration.bind(null, state),
    GetBucketOwnershipControls: getBucketOwnershipControls.bind(null, state),
    GetBucketPolicy: getBucketPolicy.bind(null, state),
    GetBucketPolicyStatus: getBucketPolicyStatus.bind(null, state),
    GetBucketTagging: getBucketTagging.bind(null, state),
    GetBucketVersioning: getBucketVersioning.bind(null, state),
    GetObject: getObject.bind(null, state),
    GetObjectTagging: getObjectTagging.bind(null, state),
    GetPublicAccessBlock: getPublicAccessBlock.bind(null, state),
    HeadBucket: headBucket.bind(null, state),
    HeadObject: headObject.bind(null, state),
    ListBuckets: listBuckets.bind(null, state),
    ListMultipartUploads: listMultipartUploads.bind(null, state),
    ListObjectVersions: listObjectVersions.bind(null, state),
    ListObjects: listObjects.bind(null, state),
    ListObjectsV2: listObjectsV2.bind(null, state),
    ListParts: listParts.bind(null, state),
    PutBucketCors: putBucketCors.bind(null, state),
    PutBucketEncryption: putBucketEncryption.bind(null, state),
    PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration.bind(null, state),
    PutBucketNotificationConfiguration: putBucketNotificationConfiguration.bind(null, state),
    PutBucketOwnershipControls: putBucketOwnershipControls.bind(null, state),
    PutBucketPolicy: putBucketPolicy.bind(null, state),
    PutBucketTagging: putBucketTagging.bind(null, state),
    PutBucketVersioning: putBucketVersioning.bind(null, state),
    PutObject: putObject.bind(null, state),
    PutObjectTagging: putObjectTagging.bind(null, state),
    PutPublicAccessBlock: putPublicAccessBlock.bind(null, state),
    UploadPart: uploadPart.bind(null, state),
    UploadPartCopy: uploadPartCopy.bind(null, state),
  };
}

import type { S3OperationName } from '../operations.ts';

export interface S3Route {
  readonly operation: S3OperationName;
  /** The IAM action it needs, where that has another name than the operation. */
  readonly action?: string;
  /** The action when the request names a version. */
  readonly versionAction?: string;
  /** What the request's body is; an XML one is named by its root element. */
  readonly body?: 'bytes' | 'text';
  readonly document?: string;
  /** The root element of the response; without one the response is headers and bytes. */
  readonly responseRoot?: string;
  /** Members that are headers though the rest of the response is XML, beside those that always are. */
  readonly headers?: readonly string[];
  /** 200 unless given. */
  readonly status?: number;
}

const service: Readonly<Record<string, S3Route>> = {
  'GET service': {
    operation: 'ListBuckets',
    action: 'ListAllMyBuckets',
    responseRoot: 'ListAllMyBucketsResult',
  },
};

const buckets: Readonly<Record<string, S3Route>> = {
  'PUT bucket': { operation: 'CreateBucket', document: 'CreateBucketConfiguration' },
  'HEAD bucket': { operation: 'HeadBucket', action: 'ListBucket' },
  'DELETE bucket': { operation: 'DeleteBucket', status: 204 },
  'GET bucket': { operation: 'ListObjects', action: 'ListBucket', responseRoot: 'ListBucketResult' },
  'GET bucket?list-type': {
    operation: 'ListObjectsV2',
    action: 'ListBucket',
    responseRoot: 'ListBucketResult',
  },
  'GET bucket?versions': {
    operation: 'ListObjectVersions',
    action: 'ListBucketVersions',
    responseRoot: 'ListVersionsResult',
  },
  'GET bucket?uploads': {
    operation: 'ListMultipartUploads',
    action: 'ListBucketMultipartUploads',
    responseRoot: 'ListMultipartUploadsResult',
  },
  'GET bucket?location': { operation: 'GetBucketLocation', responseRoot: 'LocationConstraint' },
  'POST bucket?delete': { operation: 'DeleteObjects', document: 'Delete', responseRoot: 'DeleteResult' },
};

const settings: Readonly<Record<string, S3Route>> = {
  'GET bucket?accelerate': {
    operation: 'GetBucketAccelerateConfiguration',
    action: 'GetAccelerateConfiguration',
    responseRoot: 'AccelerateConfiguration',
  },
  'GET bucket?acl': { operation: 'GetBucketAcl', responseRoot: 'AccessControlPolicy' },
  'PUT bucket?cors': { operation: 'PutBucketCors', action: 'PutBucketCORS', document: 'CORSConfiguration' },
  'GET bucket?cors': {
    operation: 'GetBucketCors',
    action: 'GetBucketCORS',
    responseRoot: 'CORSConfiguration',
  },
  'DELETE bucket?cors': { operation: 'DeleteBucketCors', action: 'PutBucketCORS', status: 204 },
  'PUT bucket?encryption': {
    operation: 'PutBucketEncryption',
    action: 'PutEncryptionConfiguration',
    document: 'ServerSideEncryptionConfiguration',
  },
  'GET bucket?encryption': {
    operation: 'GetBucketEncryption',
    action: 'GetEncryptionConfiguration',
    responseRoot: 'ServerSideEncryptionConfiguration',
  },
  'DELETE bucket?encryption': {
    operation: 'DeleteBucketEncryption',
    action: 'PutEncryptionConfiguration',
    status: 204,
  },
  'PUT bucket?lifecycle': {
    operation: 'PutBucketLifecycleConfiguration',
    action: 'PutLifecycleConfiguration',
    document: 'LifecycleConfiguration',
  },
  'GET bucket?lifecycle': {
    operation: 'GetBucketLifecycleConfiguration',
    action: 'GetLifecycleConfiguration',
    responseRoot: 'LifecycleConfiguration',
  },
  'DELETE bucket?lifecycle': {
    operation: 'DeleteBucketLifecycle',
    action: 'PutLifecycleConfiguration',
    status: 204,
  },
  'PUT bucket?notification': {
    operation: 'PutBucketNotificationConfiguration',
    action: 'PutBucketNotification',
    document: 'NotificationConfiguration',
  },
  'GET bucket?notification': {
    operation: 'GetBucketNotificationConfiguration',
    action: 'GetBucketNotification',
    responseRoot: 'NotificationConfiguration',
  },
  'PUT bucket?ownershipControls': {
    operation: 'PutBucketOwnershipControls',
    document: 'OwnershipControls',
  },
  'GET bucket?ownershipControls': {
    operation: 'GetBucketOwnershipControls',
    responseRoot: 'OwnershipControls',
  },
  'DELETE bucket?ownershipControls': {
    operation: 'DeleteBucketOwnershipControls',
    action: 'PutBucketOwnershipControls',
    status: 204,
  },
  'PUT bucket?policy': { operation: 'PutBucketPolicy', body: 'text', status: 204 },
  'GET bucket?policy': { operation: 'GetBucketPolicy' },
  'DELETE bucket?policy': { operation: 'DeleteBucketPolicy', status: 204 },
  'GET bucket?policyStatus': { operation: 'GetBucketPolicyStatus', responseRoot: 'PolicyStatus' },
  'GET bucket?requestPayment': {
    operation: 'GetBucketRequestPayment',
    responseRoot: 'RequestPaymentConfiguration',
  },
  'PUT bucket?publicAccessBlock': {
    operation: 'PutPublicAccessBlock',
    action: 'PutBucketPublicAccessBlock',
    document: 'PublicAccessBlockConfiguration',
  },
  'GET bucket?publicAccessBlock': {
    operation: 'GetPublicAccessBlock',
    action: 'GetBucketPublicAccessBlock',
    responseRoot: 'PublicAccessBlockConfiguration',
  },
  'DELETE bucket?publicAccessBlock': {
    operation: 'DeletePublicAccessBlock',
    action: 'PutBucketPublicAccessBlock',
    status: 204,
  },
  'PUT bucket?tagging': { operation: 'PutBucketTagging', document: 'Tagging', status: 204 },
  'GET bucket?tagging': { operation: 'GetBucketTagging', responseRoot: 'Tagging' },
  'DELETE bucket?tagging': { operation: 'DeleteBucketTagging', action: 'PutBucketTagging', status: 204 },
  'PUT bucket?versioning': { operation: 'PutBucketVersioning', document: 'VersioningConfiguration' },
  'GET bucket?versioning': { operation: 'GetBucketVersioning', responseRoot: 'VersioningConfiguration' },
};

const getObject: S3Route = { operation: 'GetObject', versionAction: 'GetObjectVersion' };
const headObject: S3Route = {
  operation: 'HeadObject',
  action: 'GetObject',
  versionAction: 'GetObjectVersion',
};

const objects: Readonly<Record<string, S3Route>> = {
  'PUT object': { operation: 'PutObject', body: 'bytes' },
  'COPY object': { operation: 'CopyObject', action: 'PutObject', responseRoot: 'CopyObjectResult' },
  'GET object': getObject,
  'GET object?partNumber': getObject,
  'HEAD object': headObject,
  'HEAD object?partNumber': headObject,
  'DELETE object': { operation: 'DeleteObject', versionAction: 'DeleteObjectVersion', status: 204 },
  'GET object?attributes': {
    operation: 'GetObjectAttributes',
    versionAction: 'GetObjectVersionAttributes',
    responseRoot: 'GetObjectAttributesResponse',
    headers: ['LastModified'],
  },
  'PUT object?tagging': {
    operation: 'PutObjectTagging',
    versionAction: 'PutObjectVersionTagging',
    document: 'Tagging',
  },
  'GET object?tagging': {
    operation: 'GetObjectTagging',
    versionAction: 'GetObjectVersionTagging',
    responseRoot: 'Tagging',
  },
  'DELETE object?tagging': {
    operation: 'DeleteObjectTagging',
    versionAction: 'DeleteObjectVersionTagging',
    status: 204,
  },
  'POST object?uploads': {
    operation: 'CreateMultipartUpload',
    action: 'PutObject',
    responseRoot: 'InitiateMultipartUploadResult',
    headers: ['ChecksumAlgorithm', 'ChecksumType'],
  },
  'PUT object?uploadId': { operation: 'UploadPart', action: 'PutObject', body: 'bytes' },
  'COPY object?uploadId': {
    operation: 'UploadPartCopy',
    action: 'PutObject',
    responseRoot: 'CopyPartResult',
  },
  'POST object?uploadId': {
    operation: 'CompleteMultipartUpload',
    action: 'PutObject',
    document: 'CompleteMultipartUpload',
    responseRoot: 'CompleteMultipartUploadResult',
  },
  'DELETE object?uploadId': { operation: 'AbortMultipartUpload', status: 204 },
  'GET object?uploadId': {
    operation: 'ListParts',
    action: 'ListMultipartUploadParts',
    responseRoot: 'ListPartsResult',
  },
};

/** By method, level and sub-resource; COPY stands for a PUT that names its source in a header. */
export const routes: Readonly<Record<string, S3Route>> = { ...service, ...buckets, ...settings, ...objects };

/** Which header carries which member of an operation's input or output, for all operations alike. */
export const headerMembers: Readonly<Record<string, string>> = {
  AcceptRanges: 'accept-ranges',
  AccessPointAlias: 'x-amz-access-point-alias',
  ACL: 'x-amz-acl',
  Allow: 'allow',
  BucketArn: 'x-amz-bucket-arn',
  BucketKeyEnabled: 'x-amz-server-side-encryption-bucket-key-enabled',
  BucketRegion: 'x-amz-bucket-region',
  CacheControl: 'cache-control',
  ChecksumAlgorithm: 'x-amz-checksum-algorithm',
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC32C: 'x-amz-checksum-crc32c',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ChecksumMode: 'x-amz-checksum-mode',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumSHA256: 'x-amz-checksum-sha256',
  ChecksumType: 'x-amz-checksum-type',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  ContentLanguage: 'content-language',
  ContentLength: 'content-length',
  ContentRange: 'content-range',
  ContentType: 'content-type',
  CopySource: 'x-amz-copy-source',
  CopySourceIfMatch: 'x-amz-copy-source-if-match',
  CopySourceIfModifiedSince: 'x-amz-copy-source-if-modified-since',
  CopySourceIfNoneMatch: 'x-amz-copy-source-if-none-match',
  CopySourceIfUnmodifiedSince: 'x-amz-copy-source-if-unmodified-since',
  CopySourceRange: 'x-amz-copy-source-range',
  CopySourceVersionId: 'x-amz-copy-source-version-id',
  DeleteMarker: 'x-amz-delete-marker',
  ETag: 'etag',
  ExpectedBucketOwner: 'x-amz-expected-bucket-owner',
  Expiration: 'x-amz-expiration',
  ExpiresString: 'expires',
  IfMatch: 'if-match',
  IfModifiedSince: 'if-modified-since',
  IfNoneMatch: 'if-none-match',
  IfUnmodifiedSince: 'if-unmodified-since',
  LastModified: 'last-modified',
  Location: 'location',
  MaxParts: 'x-amz-max-parts',
  MetadataDirective: 'x-amz-metadata-directive',
  MpuObjectSize: 'x-amz-mp-object-size',
  ObjectAttributes: 'x-amz-object-attributes',
  ObjectLockEnabledForBucket: 'x-amz-bucket-object-lock-enabled',
  ObjectOwnership: 'x-amz-object-ownership',
  PartNumberMarker: 'x-amz-part-number-marker',
  PartsCount: 'x-amz-mp-parts-count',
  Range: 'range',
  ServerSideEncryption: 'x-amz-server-side-encryption',
  SkipDestinationValidation: 'x-amz-skip-destination-validation',
  SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
  StorageClass: 'x-amz-storage-class',
  TagCount: 'x-amz-tagging-count',
  Tagging: 'x-amz-tagging',
  TaggingDirective: 'x-amz-tagging-directive',
  TransitionDefaultMinimumObjectSize: 'x-amz-transition-default-minimum-object-size',
  VersionId: 'x-amz-version-id',
  WebsiteRedirectLocation: 'x-amz-website-redirect-location',
};

/** Members of outputs that stay headers when the rest of the output is an XML document. */
export const headersBesideXml: readonly string[] = [
  'BucketKeyEnabled',
  'CopySourceVersionId',
  'Expiration',
  'ServerSideEncryption',
  'SSEKMSKeyId',
  'TransitionDefaultMinimumObjectSize',
  'VersionId',
];

export const metadataPrefix = 'x-amz-meta-';

/** A header that asks for a part of S3 which this embedded cloud does not have. */
export function refusedHeader(names: readonly string[]): string | undefined {
  return names.find((name) => refusedHeaders.test(name));
}

/** What is not offered. Preconditions other than of the ETag are of directory buckets. */
const refusedHeaders = new RegExp(
  `^x-amz-(${[
    ...['grant-', 'object-lock-', 'object-annotation-', 'write-offset-bytes', 'rename-source', 'mfa$'],
    ...['server-side-encryption-customer-', 'server-side-encryption-context$', 'copy-source-server-side-'],
    ...['checksum-(md5|sha512|xxhash)', 'if-match-', 'bucket-namespace$'],
  ].join('|')})`,
);

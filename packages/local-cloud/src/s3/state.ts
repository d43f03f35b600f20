import type {
  CORSRule,
  GetObjectOutput,
  LifecycleRule,
  NotificationConfiguration,
  OwnershipControls,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
  Tag,
  TransitionDefaultMinimumObjectSize,
} from '@aws-sdk/client-s3';
import type { Account } from '../account.ts';
import type { ChecksumAlgorithm, Checksums } from './body/checksum.ts';
import type { StoredBody } from './body/stored-body.ts';

/** What S3's operations share in one region. */
export interface S3State extends BucketStore {
  readonly account: Account;
}

/** All buckets: their names are unique across regions. */
export interface BucketStore {
  readonly buckets: Map<string, Bucket>;
  /** Bodies of objects and parts that are too large for memory are files in it. */
  readonly folder: string | undefined;
  /** The most bytes that the bodies of objects and parts may have together. */
  readonly maxStoredBytes: number;
  readonly stored: { bytes: number };
  readonly eventListeners: Set<(event: ObjectEvent) => void>;
  readonly invoke: InvokeFunction | undefined;
}

export interface Bucket extends BucketSettings {
  readonly name: string;
  readonly region: string;
  /** As GetBucketLocation shows it: the region by the name that it was given, empty for the oldest one. */
  readonly location: string;
  readonly createdAt: Date;
  /** The versions of each key, newest first. */
  readonly objects: Map<string, readonly ObjectVersion[]>;
  readonly uploads: Map<string, MultipartUpload>;
  /** The keys of `objects` in S3's order; absent after a key came or went. */
  sortedKeys?: readonly string[] | undefined;
}

interface BucketSettings {
  versioning?: 'Enabled' | 'Suspended' | undefined;
  policy?: string | undefined;
  publicAccessBlock?: PublicAccessBlockConfiguration | undefined;
  ownershipControls?: OwnershipControls | undefined;
  encryption: ServerSideEncryptionConfiguration;
  cors?: readonly CORSRule[] | undefined;
  lifecycle?: readonly LifecycleRule[] | undefined;
  transitionSize?: TransitionDefaultMinimumObjectSize | undefined;
  tags?: readonly Tag[] | undefined;
  /** Those of AWS's own services, which requests can neither set nor remove. */
  systemTags?: readonly Tag[] | undefined;
  notification: NotificationConfiguration;
}

export interface ObjectVersion {
  readonly key: string;
  /** `null`, the word, where versioning was not enabled. */
  readonly versionId: string;
  readonly lastModified: Date;
  /** Absent on a delete marker. */
  readonly content?: ObjectContent;
}

export interface ObjectContent {
  readonly body: StoredBody;
  /** In its quotes. */
  readonly etag: string;
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly tags: readonly Tag[];
  /** Of an object that a multipart upload has made, in their order. */
  readonly parts?: readonly ObjectPart[] | undefined;
}

export interface ObjectPart {
  readonly number: number;
  readonly size: number;
  /** Absent where the object has one for the whole. */
  readonly checksums: Checksums;
}

/** S3's own metadata that an object is stored and returned with. */
export type ObjectHeaders = Pick<
  GetObjectOutput,
  | 'BucketKeyEnabled'
  | 'CacheControl'
  | 'ContentDisposition'
  | 'ContentEncoding'
  | 'ContentLanguage'
  | 'ContentType'
  | 'ExpiresString'
  | 'ServerSideEncryption'
  | 'SSEKMSKeyId'
  | 'StorageClass'
  | 'WebsiteRedirectLocation'
>;

/** An upload that has begun, with the parts that arrived so far by their number. */
export interface MultipartUpload {
  readonly uploadId: string;
  readonly key: string;
  readonly initiated: Date;
  /** The body of the object that the key had then. */
  readonly begunOn: StoredBody | undefined;
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly checksumAlgorithm?: ChecksumAlgorithm | undefined;
  /** Absent without an algorithm. */
  readonly checksumType?: 'COMPOSITE' | 'FULL_OBJECT' | undefined;
  readonly parts: Map<number, UploadedPart>;
}

export interface UploadedPart {
  readonly body: StoredBody;
  readonly etag: string;
  readonly lastModified: Date;
  readonly checksums: Checksums;
}

/** Something that happened to an object, in the words of S3's event notifications. */
export interface ObjectEvent {
  readonly eventName: ObjectEventName;
  readonly eventTime: Date;
  readonly bucket: string;
  readonly key: string;
  readonly size?: number;
  /** Without quotes. */
  readonly eTag?: string;
  readonly versionId?: string;
}

export type ObjectEventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete'
  | 'ObjectRemoved:DeleteMarkerCreated';

/** How S3 reaches the functions that buckets notify; rejects with ServiceError where Lambda refuses. */
export type InvokeFunction = (request: {
  readonly functionName: string;
  readonly invocationType: 'DryRun' | 'Event';
  readonly payload: string;
  /** On whose behalf: the function's resource policy must allow it. */
  readonly principal: { readonly service: string; readonly sourceArn: string };
}) => Promise<unknown>;

import type {
  CORSRule,
  GetObjectOutput,
  LifecycleRule,
  NotificationConfiguration,
  OwnershipControls,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
  Tag,
} from '@aws-sdk/client-s3';
import type { Account } from '../account.ts';
import type { Checksums } from './body/checksum.ts';
import type { MultipartUpload } from './multipart/multipart-upload.ts';
import type { InvokeFunction } from './notifications/notify-functions.ts';

/** What S3's operations share. */
export interface S3State {
  readonly account: Account;
  readonly buckets: Map<string, Bucket>;
  /** Bodies of objects and parts together may take this much memory. */
  readonly maxStoredBytes: number;
  storedBytes: number;
  readonly eventListeners: Set<(event: ObjectEvent) => void>;
  readonly invoke: InvokeFunction | undefined;
}

export interface Bucket extends BucketSettings {
  readonly name: string;
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
  tags?: readonly Tag[] | undefined;
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
  readonly body: Buffer;
  /** In its quotes. */
  readonly etag: string;
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly tags: readonly Tag[];
}

/** The metadata of S3's own that an object is stored and answered with. */
export type ObjectHeaders = Pick<
  GetObjectOutput,
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

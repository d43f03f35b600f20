import type { Tag } from '@aws-sdk/client-s3';
import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import type { Service } from '../aws/service.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';
import type { LongWork } from '../long-work/long-work.ts';
import { readBody } from './body/stored-body.ts';
import { bucketNamed } from './buckets/bucket-named.ts';
import { notifyFunctions } from './notifications/notify-functions.ts';
import { findVersion } from './objects/object-store.ts';
import { type S3Operations, s3Operations } from './operations.ts';
import { objectOfUrl } from './rest/request-target.ts';
import { restService } from './rest/rest-service.ts';
import type { BucketStore, InvokeFunction, ObjectEvent, S3State } from './state.ts';

export interface S3 {
  readonly service: Service;
  readonly operations: S3Operations;
  /** The stored bytes of an object, for the services that read packages and templates. */
  readObject(
    bucket: string,
    key: string,
    versionId?: string,
  ): { body: Buffer; etag: string; versionId?: string; region: string } | undefined;
  /** The object that a URL names: `s3://bucket/key`, or an http(s) URL of S3 on AWS or on this machine. */
  objectOfUrl(url: string): { bucket: string; key: string } | undefined;
  /** Sets the tags of a bucket that requests can neither set nor remove. */
  setSystemTags(bucket: string, tags: readonly Tag[]): void;
  /** Calls `listener` for every object that is created or deleted, before the operation returns. Returns a function that removes it. */
  onObjectEvent(listener: (event: ObjectEvent) => void): () => void;
}

export interface BucketStoreOptions {
  /** The folder for bodies that are too large for memory; without it all stay in memory. */
  readonly folder?: string;
  /** The most bytes that all bodies may have together; 2 GiB unless given. */
  readonly maxStoredBytes?: number;
  /** Runs the functions that buckets notify; without it destinations are not checked, and no function is notified. */
  readonly invoke?: InvokeFunction;
}

export interface S3Options extends BucketStoreOptions {
  /** The buckets of all regions; without it this region has its own. */
  readonly store?: BucketStore;
  /** Who signs with an access key: needed for URLs that are presigned with signature version 2. */
  readonly signerOf?: (accessKeyId: string) => Signer | undefined;
  /** Reads long XML; without it all XML is read in the event loop. */
  readonly longWork?: LongWork;
}

/** The buckets of all regions. */
export function createBucketStore(account: Account, options: BucketStoreOptions = {}): BucketStore {
  const { invoke } = options;
  const store: BucketStore = {
    folder: options.folder,
    buckets: new Map(),
    maxStoredBytes: options.maxStoredBytes ?? 2 * 1024 ** 3,
    stored: { bytes: 0 },
    eventListeners: new Set(),
    invoke,
  };
  if (invoke) store.eventListeners.add((event) => notifyFunctions(account, store, invoke, event));
  return store;
}

/** S3 as a region's endpoint: it reads every bucket for the region's other services, and serves those of its region. */
export function createS3(account: Account, options: S3Options = {}): S3 {
  const state: S3State = { ...(options.store ?? createBucketStore(account, options)), account };
  const operations = bindOperations(state, s3Operations);
  return {
    service: restService(state, operations, options.signerOf ?? (() => undefined), options.longWork),
    operations,
    objectOfUrl,
    readObject(bucket, key, versionId) {
      const stored = state.buckets.get(bucket);
      const version = stored && findVersion(stored, key, versionId);
      if (!stored || !version?.content) return undefined;
      const { body, etag } = version.content;
      return {
        body: readBody(body),
        etag,
        region: stored.region,
        ...(version.versionId !== 'null' && { versionId: version.versionId }),
      };
    },
    setSystemTags(bucket, tags) {
      bucketNamed(state, bucket).systemTags = tags;
    },
    onObjectEvent(listener) {
      state.eventListeners.add(listener);
      return () => state.eventListeners.delete(listener);
    },
  };
}

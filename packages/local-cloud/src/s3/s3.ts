import type { Account } from '../account.ts';
import type { Service } from '../aws/service.ts';
import { type InvokeFunction, notifyFunctions } from './notifications/notify-functions.ts';
import { findVersion } from './objects/object-store.ts';
import { bindOperations, type S3Operations } from './operations.ts';
import { objectAddress } from './rest/bucket-address.ts';
import { restService } from './rest/rest-service.ts';
import type { ObjectEvent, S3State } from './s3-state.ts';

export interface S3 {
  readonly service: Service;
  readonly operations: S3Operations;
  /** The stored bytes of an object, for the services that read packages and templates. */
  readObject(
    bucket: string,
    key: string,
    versionId?: string,
  ): { body: Buffer; etag: string; versionId?: string } | undefined;
  /** The object an address names: `s3://bucket/key`, or an http(s) address of S3's on AWS or on this machine. */
  objectAddress(url: string): { bucket: string; key: string } | undefined;
  /** Tells of every object that is made or deleted, before the call that did it answers; returns how to end that. */
  onObjectEvent(listener: (event: ObjectEvent) => void): () => void;
}

export interface S3Options {
  /** What all bodies together may take of this process's memory; 2 GiB unless given. */
  readonly maxStoredBytes?: number;
  /** What runs the functions that buckets notify; without it nothing is checked of them, and none hears anything. */
  readonly invoke?: InvokeFunction;
}

export function createS3(account: Account, options: S3Options = {}): S3 {
  const { invoke } = options;
  const state: S3State = {
    account,
    buckets: new Map(),
    maxStoredBytes: options.maxStoredBytes ?? 2 * 1024 ** 3,
    storedBytes: 0,
    eventListeners: new Set(),
    invoke,
  };
  if (invoke) state.eventListeners.add((event) => notifyFunctions(state, invoke, event));
  const operations = bindOperations(state);
  return {
    service: restService(state, operations),
    operations,
    objectAddress,
    readObject(bucket, key, versionId) {
      const stored = state.buckets.get(bucket);
      const version = stored && findVersion(stored, key, versionId);
      if (!version?.content) return undefined;
      const { body, etag } = version.content;
      return { body, etag, ...(version.versionId !== 'null' && { versionId: version.versionId }) };
    },
    onObjectEvent(listener) {
      state.eventListeners.add(listener);
      return () => state.eventListeners.delete(listener);
    },
  };
}

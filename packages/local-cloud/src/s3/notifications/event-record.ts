import { randomBytes, randomUUID } from 'node:crypto';
import type { Account } from '../../account.ts';
import { ownerOf } from '../buckets/owner.ts';
import type { ObjectEvent } from '../state.ts';

/**
 * What a function receives of an event.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function eventRecord(account: Account, event: ObjectEvent, configurationId: string) {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: account.region,
    eventTime: event.eventTime.toISOString(),
    eventName: event.eventName,
    userIdentity: { principalId: `AWS:${account.id}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: {
      'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
      'x-amz-id-2': Buffer.from(randomUUID()).toString('base64'),
    },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: event.bucket,
        ownerIdentity: { principalId: ownerOf(account).ID },
        arn: `arn:aws:s3:::${event.bucket}`,
      },
      object: {
        key: formEncoded(event.key),
        size: event.size,
        eTag: event.eTag,
        versionId: event.versionId,
        sequencer: sequencer(),
      },
    },
  };
}

/** Encoded as in a form, a space as `+`, except for slashes. */
function formEncoded(key: string): string {
  return new URLSearchParams([['', key]]).toString().slice(1).replaceAll('%2F', '/');
}

/** Of two events on a key, the later one has the greater string. */
function sequencer(): string {
  return process.hrtime.bigint().toString(16).toUpperCase().padStart(18, '0');
}

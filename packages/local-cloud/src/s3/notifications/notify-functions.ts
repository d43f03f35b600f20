import type { LambdaFunctionConfiguration } from '@aws-sdk/client-s3';
import type { Account } from '../../account.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { BucketStore, InvokeFunction, ObjectEvent } from '../state.ts';
import { eventRecord } from './event-record.ts';

export const s3Principal = 's3.amazonaws.com';

/** Sends an event to every function that the bucket's configuration names for it, without waiting for them. */
export function notifyFunctions(
  { id }: Account,
  { buckets }: BucketStore,
  invoke: InvokeFunction,
  event: ObjectEvent,
): void {
  const bucket = buckets.get(event.bucket);
  if (!bucket) return;
  const place = { id, region: bucket.region };
  const { LambdaFunctionConfigurations = [] } = bucket.notification;
  for (const configuration of LambdaFunctionConfigurations) {
    if (!concerns(configuration, event)) continue;
    const { LambdaFunctionArn = '', Id = '' } = configuration;
    invoke({
      functionName: LambdaFunctionArn,
      invocationType: 'Event',
      payload: JSON.stringify({ Records: [eventRecord(place, event, Id)] }),
      principal: { service: s3Principal, sourceArn: `arn:aws:s3:::${event.bucket}` },
    }).catch((error: unknown) => reportLoss(LambdaFunctionArn, event, error));
  }
}

function concerns({ Events = [], Filter }: LambdaFunctionConfiguration, event: ObjectEvent): boolean {
  const isNamed = (name: string) =>
    name === `s3:${event.eventName}` ||
    (name.endsWith('*') && `s3:${event.eventName}`.startsWith(name.slice(0, -1)));
  const rules = Filter?.Key?.FilterRules ?? [];
  return (
    Events.some(isNamed) &&
    rules.every(({ Name = '', Value = '' }) =>
      Name.toLowerCase() === 'prefix' ? event.key.startsWith(Value) : event.key.endsWith(Value),
    )
  );
}

/** As on AWS, the write of the object has succeeded already. */
function reportLoss(functionArn: string, { bucket, eventName }: ObjectEvent, error: unknown): void {
  const reason = error instanceof ServiceError ? `${error.code}: ${error.message}` : error;
  console.error(`The event ${eventName} of the bucket ${bucket} did not reach ${functionArn}:`, reason);
}

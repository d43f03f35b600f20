import { randomUUID } from 'node:crypto';
import type {
  GetBucketNotificationConfigurationCommandInput,
  LambdaFunctionConfiguration,
  NotificationConfiguration,
  PutBucketNotificationConfigurationCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidArgument, notImplemented } from '../errors.ts';
import { checkDestinations } from '../notifications/check-destinations.ts';
import { checkOverlaps } from '../notifications/check-overlaps.ts';
import type { Bucket, S3State } from '../state.ts';

const offeredEvents = new Set([
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
]);

const refusedDestinations = [
  'TopicConfigurations',
  'QueueConfigurations',
  'EventBridgeConfiguration',
] as const;

/** Replaces the whole configuration; an empty one ends all notifications. */
export async function putBucketNotificationConfiguration(
  state: S3State,
  input: PutBucketNotificationConfigurationCommandInput,
): Promise<undefined> {
  const bucket = bucketNamed(state, input.Bucket);
  const configuration = input.NotificationConfiguration ?? {};
  const refused = refusedDestinations.find((name) => configuration[name] !== undefined);
  if (refused) throw notImplemented(`${refused} of a bucket`);
  const functions = configuration.LambdaFunctionConfigurations ?? [];
  for (const destination of functions) checkConfiguration(bucket, destination);
  checkOverlaps(functions);
  if (state.invoke && !input.SkipDestinationValidation) {
    await checkDestinations(state.invoke, bucket.name, functions);
  }
  bucket.notification = {
    ...(functions.length > 0 && {
      LambdaFunctionConfigurations: functions.map((destination) => ({ Id: randomUUID(), ...destination })),
    }),
  };
}

export function getBucketNotificationConfiguration(
  state: S3State,
  input: GetBucketNotificationConfigurationCommandInput,
): NotificationConfiguration {
  return bucketNamed(state, input.Bucket).notification;
}

function checkConfiguration(
  { region }: Bucket,
  { LambdaFunctionArn = '', Events = [], Filter }: LambdaFunctionConfiguration,
): void {
  if (!/^arn:aws:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(LambdaFunctionArn)) {
    throw invalidArgument('The ARN could not be parsed', 'CloudFunction', LambdaFunctionArn);
  }
  if (LambdaFunctionArn.split(':')[3] !== region) {
    throw invalidArgument(
      'The notification destination service region is not valid for the bucket location constraint',
      'CloudFunction',
      LambdaFunctionArn,
    );
  }
  if (Events.length === 0) {
    throw invalidArgument('Expected at least one event for each destination.', 'Event', '');
  }
  const unknown = Events.find((event) => !offeredEvents.has(event));
  if (unknown !== undefined) {
    throw invalidArgument(`The event '${unknown}' is not supported for notifications`, 'Event', unknown);
  }
  for (const { Name = '' } of Filter?.Key?.FilterRules ?? []) {
    if (!/^(prefix|suffix)$/i.test(Name)) {
      throw invalidArgument('filter rule name must be either prefix or suffix', 'FilterRule.Name', Name);
    }
  }
}

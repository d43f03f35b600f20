import type {
  EventBridgeConfiguration,
  FilterRule,
  NotificationConfiguration,
  QueueConfiguration,
  Event as S3Event,
  TopicConfiguration,
} from '@aws-sdk/client-s3';

/** A bucket's notifications as templates write them. */
export interface TemplateNotification {
  readonly EventBridgeConfiguration?: EventBridgeConfiguration;
  readonly LambdaConfigurations?: readonly LambdaConfiguration[];
  readonly QueueConfigurations?: QueueConfiguration[];
  readonly TopicConfigurations?: TopicConfiguration[];
}

interface LambdaConfiguration {
  readonly Event: S3Event;
  readonly Function: string;
  readonly Filter?: { readonly S3Key?: { readonly Rules?: FilterRule[] } };
}

/** The same in S3's own shape. S3 refuses the destinations that this cloud does not have. */
export function notificationConfiguration(
  given: TemplateNotification | undefined,
): NotificationConfiguration {
  // What is left of it switches it off.
  const { LambdaConfigurations = [], EventBridgeConfiguration: _, ...others } = given ?? {};
  return {
    ...others,
    LambdaFunctionConfigurations: LambdaConfigurations.map(
      ({ Event, Function: LambdaFunctionArn, Filter }) => ({
        Events: [Event],
        LambdaFunctionArn,
        ...(Filter?.S3Key && { Filter: { Key: { FilterRules: Filter.S3Key.Rules } } }),
      }),
    ),
  };
}

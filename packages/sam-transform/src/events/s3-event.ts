import { checkProperties, type PropertyRules } from '../check-properties.ts';
import type { Expansion } from '../expansion.ts';
import { onlyIf, ref } from '../intrinsics.ts';
import { present } from '../present.ts';
import { ownAttributes } from '../resource-attributes.ts';
import { invalidEvent, invalidResource } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { type EventTarget, permission, type SamEvent } from './event-target.ts';

const s3Properties: PropertyRules = {
  type: 'S3',
  properties: { Bucket: ['string'], Events: ['string', 'list of strings'], Filter: ['map of strings'] },
  required: ['Bucket', 'Events'],
  literal: ['Events'],
};

/**
 * SM-26: the permission of S3 to invoke the function, and the bucket with the notifications that do.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-s3.html
 */
export function expandS3Event(
  event: SamEvent,
  target: EventTarget,
  resources: Readonly<Record<string, Resource>>,
): Expansion {
  const properties = checkProperties(event.fullId, event.properties, s3Properties);
  const bucketId = isObject(properties.Bucket) ? properties.Bucket.Ref : undefined;
  const bucket = typeof bucketId === 'string' ? resources[bucketId] : undefined;
  if (typeof bucketId !== 'string' || bucket === undefined) {
    const message = 'S3 events must reference an S3 bucket in the same template.';
    throw invalidEvent(target.functionId, event.id, message);
  }
  const permissionId = `${event.fullId}Permission`;
  const notifying = withNotifications(bucketId, bucket, notifications(properties, target));
  // The permission names the account: naming the bucket as well would make a cycle, since the bucket waits for it.
  return {
    generated: {
      [permissionId]: permission(target, 's3.amazonaws.com', { SourceAccount: ref('AWS::AccountId') }),
    },
    linked: { [bucketId]: withDependency(event, bucketId, notifying, target.resource.Condition) },
  };
}

function notifications({ Events, Filter }: JsonObject, target: EventTarget): JsonObject[] {
  const types = Array.isArray(Events) ? Events : [Events ?? null];
  return types.map((type) => {
    const notification = present({ Function: target.arn, Filter, Event: type });
    const { Condition } = target.resource;
    return Condition === undefined ? notification : onlyIf(Condition, notification);
  });
}

function withNotifications(bucketId: string, bucket: Resource, added: readonly JsonObject[]): Resource {
  const properties = bucket.Properties ?? {};
  if (!isObject(properties)) throw invalidResource(bucketId, 'Properties should be a map.');
  const configuration = properties.NotificationConfiguration ?? {};
  if (!isObject(configuration)) {
    throw invalidResource(bucketId, "Property 'NotificationConfiguration' should be a map.");
  }
  const existing = configuration.LambdaConfigurations ?? [];
  if (!Array.isArray(existing)) {
    throw invalidResource(bucketId, 'Invalid type for LambdaConfigurations. Must be a list.');
  }
  const known = new Set(existing.map((entry) => JSON.stringify(entry)));
  const configurations: JsonValue[] = [
    ...existing,
    ...added.filter((entry) => !known.has(JSON.stringify(entry))),
  ];
  return {
    Type: bucket.Type,
    ...ownAttributes(bucket),
    Properties: {
      ...properties,
      NotificationConfiguration: { ...configuration, LambdaConfigurations: configurations },
    },
  };
}

// S3 checks the permission when the notification is set, so the bucket waits for it. DependsOn cannot be
// conditional; a tag that refers to the permission under its condition makes the same dependency.
function withDependency(
  event: SamEvent,
  bucketId: string,
  bucket: Resource,
  condition: string | undefined,
): Resource {
  const permissionId = `${event.fullId}Permission`;
  if (condition === undefined) {
    return { ...bucket, DependsOn: [...new Set([...dependencies(event.fullId, bucket), permissionId])] };
  }
  const { Tags = [] } = bucket.Properties ?? {};
  if (!Array.isArray(Tags)) throw invalidResource(bucketId, "Property 'Tags' should be a list.");
  const tag = {
    Key: `sam:ConditionalDependsOn:${permissionId}`,
    Value: onlyIf(condition, ref(permissionId), 'no dependency'),
  };
  return { ...bucket, Properties: { ...bucket.Properties, Tags: [...Tags, tag] } };
}

// The translator reports the event's resource, not the bucket.
function dependencies(eventId: string, { DependsOn }: Resource): string[] {
  if (typeof DependsOn === 'string') return [DependsOn];
  if (DependsOn === undefined) return [];
  if (Array.isArray(DependsOn) && DependsOn.every((id) => typeof id === 'string')) return DependsOn;
  const message = "Invalid type for field 'DependsOn'. Expected a string or list of strings.";
  throw invalidResource(eventId, message);
}

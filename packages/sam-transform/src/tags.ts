import { invalidResource } from './sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

// By these SAM and the Serverless Application Repository know what they have made.
const reservedTags = ['lambda:createdBy', 'serverlessrepo:applicationId', 'serverlessrepo:semanticVersion'];
/** Of the types that are generated, those that have tags in CloudFormation. */
const taggable = new Set([
  'AWS::Lambda::Function',
  'AWS::IAM::Role',
  // The bucket of an S3 event.
  'AWS::S3::Bucket',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::DomainName',
]);

/** SAM's map of tags as CloudFormation's list. */
export function tagList(tags: JsonValue | undefined): JsonObject[] {
  if (!isObject(tags)) return [];
  return Object.entries(tags).map(([name, value]) => ({ Key: name, Value: value ?? '' }));
}

/** The tags of a function, its role and an application: SAM's own mark comes first. */
export function markedTags(logicalId: string, tags: JsonValue | undefined): JsonObject[] {
  for (const name of reservedTags) {
    if (isObject(tags) && name in tags) {
      throw invalidResource(
        logicalId,
        `${name} is a reserved Tag key name and cannot be set on your resource. ` +
          'Please change the tag key in the input.',
      );
    }
  }
  return [{ Key: 'lambda:createdBy', Value: 'SAM' }, ...tagList(tags)];
}

/** `PropagateTags`: what is generated for a resource gets its tags, in place of any SAM would have set. */
export function propagateTags(
  generated: Record<string, Resource>,
  { Tags, PropagateTags }: JsonObject,
): Record<string, Resource> {
  if (!PropagateTags || !isObject(Tags) || Object.keys(Tags).length === 0) return generated;
  const tags = tagList(Tags);
  return Object.fromEntries(
    Object.entries(generated).map(([id, resource]) => [
      id,
      taggable.has(resource.Type)
        ? { ...resource, Properties: { ...resource.Properties, Tags: tags } }
        : resource,
    ]),
  );
}

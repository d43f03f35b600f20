import { checkProperties, type PropertyRules } from './check-properties.ts';
import { isFilled, present } from './present.ts';
import { ownAttributes } from './resource-attributes.ts';
import { invalidResource, notSupported } from './sam-error.ts';
import { markedTags } from './tags.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

const applicationProperties: PropertyRules = {
  type: 'AWS::Serverless::Application',
  properties: {
    Location: ['string', 'map'],
    NotificationARNs: ['list of references'],
    Parameters: ['map'],
    Tags: ['map'],
    TemplateUrl: ['string'],
    TimeoutInMinutes: ['integer'],
  },
};

/**
 * SM-34: `AWS::Serverless::Application` as the nested stack it stands for.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
export function expandApplication(logicalId: string, resource: Resource): Record<string, Resource> {
  const properties = checkProperties(logicalId, resource.Properties ?? {}, applicationProperties);
  const { NotificationARNs, Parameters, TimeoutInMinutes } = properties;
  return {
    [logicalId]: {
      Type: 'AWS::CloudFormation::Stack',
      ...ownAttributes(resource),
      Properties: present({
        TemplateURL: templateUrl(logicalId, properties),
        Parameters,
        NotificationARNs,
        Tags: markedTags(logicalId, properties.Tags),
        TimeoutInMinutes,
      }),
    },
  };
}

function templateUrl(logicalId: string, { Location }: JsonObject): JsonValue {
  if (!isFilled(Location)) throw missing(logicalId, 'Location');
  if (!isObject(Location)) return Location ?? '';
  for (const name of ['ApplicationId', 'SemanticVersion']) {
    if (Location[name] === undefined) throw missing(logicalId, name);
  }
  throw notSupported(
    logicalId,
    'applications of the Serverless Application Repository (Location.ApplicationId) are',
    'Location',
  );
}

function missing(logicalId: string, name: string): Error {
  return invalidResource(logicalId, `Resource is missing the required [${name}] property.`);
}

import { checkProperties, type PropertyRules } from './check-properties.ts';
import { isFilled, present } from './present.ts';
import { ownAttributes } from './resource-attributes.ts';
import { invalidResource } from './sam-error.ts';
import { tagList } from './tags.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

const attributeTypes = new Map<JsonValue, string>([
  ['String', 'S'],
  ['Number', 'N'],
  ['Binary', 'B'],
]);

const simpleTableProperties: PropertyRules = {
  type: 'AWS::Serverless::SimpleTable',
  properties: {
    PointInTimeRecoverySpecification: ['any'],
    PrimaryKey: ['map of strings'],
    ProvisionedThroughput: ['map'],
    TableName: ['string', 'map'],
    Tags: ['map'],
    SSESpecification: ['map'],
  },
};

/**
 * SM-29: `AWS::Serverless::SimpleTable` as the DynamoDB table it stands for.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export function expandSimpleTable(logicalId: string, resource: Resource): Record<string, Resource> {
  const properties = checkProperties(logicalId, resource.Properties ?? {}, simpleTableProperties);
  const { PointInTimeRecoverySpecification, ProvisionedThroughput, SSESpecification, TableName, Tags } =
    properties;
  const key = primaryKey(logicalId, properties.PrimaryKey);
  return {
    [logicalId]: {
      Type: 'AWS::DynamoDB::Table',
      ...ownAttributes(resource),
      Properties: present({
        AttributeDefinitions: [key],
        KeySchema: [{ AttributeName: key.AttributeName ?? '', KeyType: 'HASH' }],
        PointInTimeRecoverySpecification: PointInTimeRecoverySpecification || undefined,
        ProvisionedThroughput: filled(ProvisionedThroughput),
        BillingMode: filled(ProvisionedThroughput) ? undefined : 'PAY_PER_REQUEST',
        SSESpecification: filled(SSESpecification),
        TableName: TableName || undefined,
        Tags: filled(Tags) && tagList(Tags),
      }),
    },
  };
}

function primaryKey(logicalId: string, given: JsonValue | undefined): JsonObject {
  const key = filled(given);
  if (key === undefined) return { AttributeName: 'id', AttributeType: 'S' };
  for (const name of ['Name', 'Type']) {
    if (key[name] == null) throw invalidResource(logicalId, `Property 'PrimaryKey.${name}' is required.`);
  }
  const type = attributeTypes.get(key.Type ?? null);
  if (type === undefined) throw invalidResource(logicalId, `Invalid 'Type' "${key.Type}".`);
  return { AttributeName: key.Name ?? '', AttributeType: type };
}

function filled(value: JsonValue | undefined): JsonObject | undefined {
  return isObject(value) && isFilled(value) ? value : undefined;
}

import type { PutParameterRequest } from '@aws-sdk/client-ssm';
import type { ResourceType } from '../resource-type.ts';
import type { SsmCalls } from '../service-calls.ts';

interface ParameterProperties extends Omit<PutParameterRequest, 'Name' | 'Tags'> {
  readonly Name?: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** A parameter of Systems Manager. Its tags are a map, unlike those of other types. */
export const ssmParameter: ResourceType = {
  type: 'AWS::SSM::Parameter',
  attributes: ['Type', 'Value'],
  properties: {
    Name: 'replace',
    AllowedPattern: 'update',
    DataType: 'update',
    Description: 'update',
    Tags: 'update',
    Tier: 'update',
    Type: 'update',
    Value: 'update',
  },
  notOffered: ['Policies'],
  offeredValues: { DataType: /^text$/ },
  required: ['Type', 'Value'],
  missing: ['ParameterNotFound'],

  refusals({ Type }) {
    return Type === 'SecureString'
      ? ['AWS CloudFormation creates no parameters of the Type SecureString']
      : [];
  },

  async create(properties, { services, logicalId, generateName }) {
    const { Tags = {}, ...settings } = properties as unknown as ParameterProperties;
    const Name = settings.Name ?? `CFN-${logicalId}-${generateName(24).slice(-12)}`;
    put(services.ssm.operations, { ...settings, Name, Tags: tagList(Tags) });
    return { physicalId: Name, attributes: { Type: settings.Type, Value: settings.Value } };
  },

  async update(properties, { physicalId: Name, properties: former }, { services }) {
    const { Tags = {}, ...settings } = properties as unknown as ParameterProperties;
    const ssm = services.ssm.operations;
    put(ssm, { ...settings, Name, Overwrite: true });
    const resource = { ResourceType: 'Parameter', ResourceId: Name } as const;
    const formerTags = Object.keys((former as unknown as ParameterProperties).Tags ?? {});
    ssm.RemoveTagsFromResource({ ...resource, TagKeys: formerTags.filter((key) => !(key in Tags)) });
    ssm.AddTagsToResource({ ...resource, Tags: tagList(Tags) });
    return { physicalId: Name, attributes: { Type: settings.Type, Value: settings.Value } };
  },

  async delete({ physicalId: Name }, { services }) {
    services.ssm.operations.DeleteParameter({ Name });
  },
};

function put(ssm: SsmCalls, parameter: PutParameterRequest): void {
  ssm.PutParameter({ ...parameter, Value: String(parameter.Value) });
}

function tagList(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) }));
}

import type { PhysicalResource, Properties, ResourceType } from '../resource-type.ts';
import type { LogsCalls } from '../service-calls.ts';

interface LogGroupProperties extends Properties {
  readonly LogGroupName?: string;
  readonly LogGroupClass?: 'STANDARD';
  readonly RetentionInDays?: number | string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

export const logsLogGroup: ResourceType = {
  type: 'AWS::Logs::LogGroup',
  attributes: ['Arn'],
  properties: {
    LogGroupName: 'replace',
    LogGroupClass: 'replace',
    RetentionInDays: 'update',
    DeletionProtectionEnabled: 'update',
    Tags: 'update',
  },
  inert: ['BearerTokenAuthenticationEnabled', 'FieldIndexPolicies', 'KmsKeyId'],
  notOffered: ['DataProtectionPolicy', 'ResourcePolicyDocument'],
  offeredValues: { DeletionProtectionEnabled: /^false$/i, LogGroupClass: /^STANDARD$/ },
  lists: ['Tags'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const group = properties as LogGroupProperties;
    const logGroupName = group.LogGroupName ?? context.generateName(512);
    const logs = context.services.logs.operations;
    logs.CreateLogGroup({ logGroupName, logGroupClass: group.LogGroupClass });
    setRetention(logs, logGroupName, group);
    const created = describe(logs, logGroupName);
    setTags(logs, created, group);
    return created;
  },

  async update(properties, existing, context) {
    const logs = context.services.logs.operations;
    setRetention(logs, existing.physicalId, properties as LogGroupProperties);
    setTags(logs, existing, properties as LogGroupProperties);
    return existing;
  },

  async delete(existing, context) {
    context.services.logs.operations.DeleteLogGroup({ logGroupName: existing.physicalId });
  },
};

function setRetention(logs: LogsCalls, logGroupName: string, group: LogGroupProperties): void {
  if (group.RetentionInDays === undefined) logs.DeleteRetentionPolicy({ logGroupName });
  else logs.PutRetentionPolicy({ logGroupName, retentionInDays: Number(group.RetentionInDays) });
}

function setTags(logs: LogsCalls, { attributes }: PhysicalResource, group: LogGroupProperties): void {
  const resourceArn = String(attributes.Arn);
  const { tags = {} } = logs.ListTagsForResource({ resourceArn });
  logs.UntagResource({ resourceArn, tagKeys: Object.keys(tags) });
  const wanted = Object.fromEntries((group.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  logs.TagResource({ resourceArn, tags: wanted });
}

function describe(logs: LogsCalls, logGroupName: string): PhysicalResource {
  const { logGroups = [] } = logs.DescribeLogGroups({ logGroupNamePrefix: logGroupName });
  return { physicalId: logGroupName, attributes: { Arn: logGroups[0]?.arn } };
}

import { isTrue } from '../is-true.ts';
import type { Properties, ResourceType } from '../resource-type.ts';
import { replaceTags, type TemplateTags, tagRecord } from './api-gateway-tags.ts';

interface ApiKeyProperties extends Properties {
  readonly Name?: string;
  readonly Description?: string;
  readonly CustomerId?: string;
  readonly Enabled?: boolean | string;
  readonly Value?: string;
  readonly StageKeys?: readonly { readonly RestApiId: string; readonly StageName: string }[];
  readonly Tags?: TemplateTags;
}

export const apiGatewayApiKey: ResourceType = {
  type: 'AWS::ApiGateway::ApiKey',
  attributes: ['APIKeyId'],
  properties: {
    Name: 'replace',
    Value: 'replace',
    GenerateDistinctId: 'replace',
    Tags: 'update',
    StageKeys: 'replace',
    Description: 'update',
    CustomerId: 'update',
    Enabled: 'update',
  },
  offeredValues: { GenerateDistinctId: /^true$/i },
  lists: ['StageKeys', 'Tags'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const key = properties as ApiKeyProperties;
    const { id = '' } = context.services.apigateway.operations.CreateApiKey({
      name: key.Name ?? context.generateName(1024),
      description: key.Description,
      customerId: key.CustomerId,
      enabled: isTrue(key.Enabled),
      value: key.Value,
      stageKeys: (key.StageKeys ?? []).map(({ RestApiId, StageName }) => ({
        restApiId: RestApiId,
        stageName: StageName,
      })),
      tags: tagRecord(key.Tags),
    });
    return { physicalId: id, attributes: { APIKeyId: id } };
  },

  async update(properties, existing, context) {
    const key = properties as ApiKeyProperties;
    const replace = (path: string, value: string) => ({ op: 'replace' as const, path, value });
    context.services.apigateway.operations.UpdateApiKey({
      apiKey: existing.physicalId,
      patchOperations: [
        replace('/description', key.Description ?? ''),
        replace('/customerId', key.CustomerId ?? ''),
        replace('/enabled', String(isTrue(key.Enabled))),
      ],
    });
    const former = existing.properties as ApiKeyProperties;
    replaceTags(`/apikeys/${existing.physicalId}`, key.Tags, former.Tags, context);
    return existing;
  },

  async delete(existing, context) {
    context.services.apigateway.operations.DeleteApiKey({ apiKey: existing.physicalId });
  },
};

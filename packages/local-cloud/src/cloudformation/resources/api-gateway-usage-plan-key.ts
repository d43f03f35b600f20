import type { Properties, ResourceType } from '../resource-type.ts';

interface UsagePlanKeyProperties extends Properties {
  readonly KeyId: string;
  readonly KeyType: string;
  readonly UsagePlanId: string;
}

/** The membership of a key in a usage plan. */
export const apiGatewayUsagePlanKey: ResourceType = {
  type: 'AWS::ApiGateway::UsagePlanKey',
  attributes: ['Id'],
  properties: { KeyId: 'replace', KeyType: 'replace', UsagePlanId: 'replace' },
  required: ['KeyId', 'KeyType', 'UsagePlanId'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const { KeyId: keyId, KeyType: keyType, UsagePlanId: usagePlanId } = properties as UsagePlanKeyProperties;
    context.services.apigateway.operations.CreateUsagePlanKey({ keyId, keyType, usagePlanId });
    const id = `${keyId}:${usagePlanId}`;
    return { physicalId: id, attributes: { Id: id } };
  },

  async delete(existing, context) {
    const { KeyId: keyId, UsagePlanId: usagePlanId } = existing.properties as UsagePlanKeyProperties;
    context.services.apigateway.operations.DeleteUsagePlanKey({ keyId, usagePlanId });
  },
};

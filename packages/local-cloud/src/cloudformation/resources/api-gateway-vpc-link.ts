import type { Properties, ResourceType } from '../resource-type.ts';
import { replaceTags, type TemplateTags, tagRecord } from './api-gateway-tags.ts';

interface VpcLinkProperties extends Properties {
  readonly Name: string;
  readonly Description?: string;
  readonly TargetArns: readonly string[];
  readonly Tags?: TemplateTags;
}

export const apiGatewayVpcLink: ResourceType = {
  type: 'AWS::ApiGateway::VpcLink',
  attributes: ['VpcLinkId'],
  properties: { Name: 'update', Description: 'update', TargetArns: 'replace', Tags: 'update' },
  required: ['Name', 'TargetArns'],
  lists: ['TargetArns', 'Tags'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const link = properties as VpcLinkProperties;
    const { id = '' } = context.services.apigateway.operations.CreateVpcLink({
      name: link.Name,
      description: link.Description,
      targetArns: [...link.TargetArns],
      tags: tagRecord(link.Tags),
    });
    return { physicalId: id, attributes: { VpcLinkId: id } };
  },

  async update(properties, existing, context) {
    const link = properties as VpcLinkProperties;
    const former = existing.properties as VpcLinkProperties;
    context.services.apigateway.operations.UpdateVpcLink({
      vpcLinkId: existing.physicalId,
      patchOperations: [
        { op: 'replace', path: '/name', value: link.Name },
        { op: 'replace', path: '/description', value: link.Description ?? '' },
      ],
    });
    replaceTags(`/vpclinks/${existing.physicalId}`, link.Tags, former.Tags, context);
    return existing;
  },

  async delete({ physicalId: vpcLinkId }, context) {
    context.services.apigateway.operations.DeleteVpcLink({ vpcLinkId });
  },
};

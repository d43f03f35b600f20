import type { Properties, ResourceType } from '../resource-type.ts';

interface MappingProperties extends Properties {
  readonly DomainName: string;
  readonly BasePath?: string;
  readonly RestApiId?: string;
  readonly Stage?: string;
}

export const apiGatewayBasePathMapping: ResourceType = {
  type: 'AWS::ApiGateway::BasePathMapping',
  attributes: [],
  properties: { DomainName: 'replace', BasePath: 'replace', RestApiId: 'update', Stage: 'update' },
  notOffered: ['Id'],
  required: ['DomainName'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const mapping = properties as MappingProperties;
    context.services.apigateway.operations.CreateBasePathMapping({
      domainName: mapping.DomainName,
      basePath: mapping.BasePath,
      restApiId: mapping.RestApiId,
      stage: mapping.Stage,
    });
    return { physicalId: `${mapping.DomainName}|${mapping.BasePath ?? ''}`, attributes: {} };
  },

  async update(properties, existing, context) {
    const mapping = properties as MappingProperties;
    context.services.apigateway.operations.UpdateBasePathMapping({
      domainName: mapping.DomainName,
      basePath: mapping.BasePath,
      patchOperations: [
        { op: 'replace', path: '/restapiId', value: mapping.RestApiId ?? '' },
        { op: 'replace', path: '/stage', value: mapping.Stage ?? '' },
      ],
    });
    return existing;
  },

  async delete({ properties }, context) {
    const { DomainName: domainName, BasePath: basePath } = properties as MappingProperties;
    context.services.apigateway.operations.DeleteBasePathMapping({ domainName, basePath });
  },
};

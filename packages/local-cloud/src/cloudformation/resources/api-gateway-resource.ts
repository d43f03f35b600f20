import type { Properties, ResourceType } from '../resource-type.ts';

interface ApiResourceProperties extends Properties {
  readonly RestApiId: string;
  readonly ParentId: string;
  readonly PathPart: string;
}

export const apiGatewayResource: ResourceType = {
  type: 'AWS::ApiGateway::Resource',
  properties: { RestApiId: 'replace', ParentId: 'replace', PathPart: 'replace' },
  required: ['RestApiId', 'ParentId', 'PathPart'],
  missing: ['NotFoundException'],

  async create(properties, { services }) {
    const {
      RestApiId: restApiId,
      ParentId: parentId,
      PathPart: pathPart,
    } = properties as ApiResourceProperties;
    const { id = '' } = services.apigateway.operations.CreateResource({ restApiId, parentId, pathPart });
    return { physicalId: id, attributes: { ResourceId: id } };
  },

  async delete({ physicalId: resourceId, properties }, { services }) {
    const { RestApiId: restApiId } = properties as ApiResourceProperties;
    services.apigateway.operations.DeleteResource({ restApiId, resourceId });
  },
};

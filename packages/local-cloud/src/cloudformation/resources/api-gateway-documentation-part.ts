import type { DocumentationPartType } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceType } from '../resource-type.ts';

interface DocumentationPartProperties extends Properties {
  readonly RestApiId: string;
  readonly Location: Readonly<Partial<Record<'Type' | 'Path' | 'Method' | 'StatusCode' | 'Name', string>>>;
  readonly Properties: string;
}

export const apiGatewayDocumentationPart: ResourceType = {
  type: 'AWS::ApiGateway::DocumentationPart',
  attributes: ['DocumentationPartId'],
  properties: { RestApiId: 'replace', Location: 'replace', Properties: 'update' },
  required: ['RestApiId', 'Location', 'Properties'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const { RestApiId: restApiId, Location, Properties: text } = properties as DocumentationPartProperties;
    const { Type, Path: path, Method: method, StatusCode: statusCode, Name: name } = Location;
    const { id = '' } = context.services.apigateway.operations.CreateDocumentationPart({
      restApiId,
      location: { type: Type as DocumentationPartType, path, method, statusCode, name },
      properties: text,
    });
    return { physicalId: id, attributes: { DocumentationPartId: id } };
  },

  async update(properties, existing, context) {
    const { RestApiId: restApiId, Properties: value } = properties as DocumentationPartProperties;
    context.services.apigateway.operations.UpdateDocumentationPart({
      restApiId,
      documentationPartId: existing.physicalId,
      patchOperations: [{ op: 'replace', path: '/properties', value }],
    });
    return existing;
  },

  async delete({ physicalId: documentationPartId, properties }, context) {
    const { RestApiId: restApiId } = properties as DocumentationPartProperties;
    context.services.apigateway.operations.DeleteDocumentationPart({ restApiId, documentationPartId });
  },
};

import type { Properties, ResourceType } from '../resource-type.ts';

interface DocumentationVersionProperties extends Properties {
  readonly RestApiId: string;
  readonly DocumentationVersion: string;
  readonly Description?: string;
}

/** The documentation of an API as it was when the resource was created. */
export const apiGatewayDocumentationVersion: ResourceType = {
  type: 'AWS::ApiGateway::DocumentationVersion',
  attributes: [],
  properties: { RestApiId: 'replace', DocumentationVersion: 'replace', Description: 'update' },
  required: ['RestApiId', 'DocumentationVersion'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const version = properties as DocumentationVersionProperties;
    context.services.apigateway.operations.CreateDocumentationVersion({
      restApiId: version.RestApiId,
      documentationVersion: version.DocumentationVersion,
      description: version.Description,
    });
    return { physicalId: version.DocumentationVersion, attributes: {} };
  },

  async update(properties, existing, context) {
    const version = properties as DocumentationVersionProperties;
    context.services.apigateway.operations.UpdateDocumentationVersion({
      restApiId: version.RestApiId,
      documentationVersion: existing.physicalId,
      patchOperations: [{ op: 'replace', path: '/description', value: version.Description ?? '' }],
    });
    return existing;
  },

  async delete({ physicalId: documentationVersion, properties }, context) {
    const { RestApiId: restApiId } = properties as DocumentationVersionProperties;
    context.services.apigateway.operations.DeleteDocumentationVersion({ restApiId, documentationVersion });
  },
};

import type { Properties, ResourceType } from '../resource-type.ts';

interface ModelProperties extends Properties {
  readonly RestApiId: string;
  readonly Name?: string;
  readonly ContentType?: string;
  readonly Description?: string;
  readonly Schema?: object | string;
}

export const apiGatewayModel: ResourceType = {
  type: 'AWS::ApiGateway::Model',
  properties: {
    RestApiId: 'replace',
    Name: 'replace',
    ContentType: 'replace',
    Description: 'update',
    Schema: 'update',
  },
  required: ['RestApiId'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const model = properties as ModelProperties;
    // A model's name has letters and digits alone.
    const name = model.Name ?? context.generateName(128).replace(/[^a-zA-Z0-9]/g, '');
    context.services.apigateway.operations.CreateModel({
      restApiId: model.RestApiId,
      name,
      contentType: model.ContentType ?? 'application/json',
      description: model.Description,
      schema: schemaOf(model),
    });
    return { physicalId: name, attributes: {} };
  },

  async update(properties, existing, context) {
    const model = properties as ModelProperties;
    context.services.apigateway.operations.UpdateModel({
      restApiId: model.RestApiId,
      modelName: existing.physicalId,
      patchOperations: [
        { op: 'replace', path: '/schema', value: schemaOf(model) },
        { op: 'replace', path: '/description', value: model.Description ?? '' },
      ],
    });
    return existing;
  },

  async delete({ physicalId: modelName, properties }, context) {
    const { RestApiId: restApiId } = properties as ModelProperties;
    context.services.apigateway.operations.DeleteModel({ restApiId, modelName });
  },
};

function schemaOf({ Schema = {} }: ModelProperties): string {
  return typeof Schema === 'string' ? Schema : JSON.stringify(Schema);
}

import type { GatewayResponseType } from '@aws-sdk/client-api-gateway';
import type { PhysicalResource, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

interface GatewayResponseProperties extends Properties {
  readonly RestApiId: string;
  readonly ResponseType: GatewayResponseType;
  readonly StatusCode?: string | number;
  readonly ResponseParameters?: Readonly<Record<string, string>>;
  readonly ResponseTemplates?: Readonly<Record<string, string>>;
}

/** One customised response of an API. Deployments that were created before it do not have it. */
export const apiGatewayGatewayResponse: ResourceType = {
  type: 'AWS::ApiGateway::GatewayResponse',
  attributes: ['Id'],
  properties: {
    RestApiId: 'replace',
    ResponseType: 'replace',
    StatusCode: 'update',
    ResponseParameters: 'update',
    ResponseTemplates: 'update',
  },
  required: ['RestApiId', 'ResponseType'],
  missing: ['NotFoundException'],

  create: async (properties, context) => put(properties, context),

  update: async (properties, _existing, context) => put(properties, context),

  async delete(existing, context) {
    const { RestApiId: restApiId, ResponseType: responseType } =
      existing.properties as GatewayResponseProperties;
    context.services.apigateway.operations.DeleteGatewayResponse({ restApiId, responseType });
  },
};

function put(properties: Properties, { services }: ResourceContext): PhysicalResource {
  const response = properties as GatewayResponseProperties;
  services.apigateway.operations.PutGatewayResponse({
    restApiId: response.RestApiId,
    responseType: response.ResponseType,
    statusCode: response.StatusCode === undefined ? undefined : String(response.StatusCode),
    responseParameters: { ...response.ResponseParameters },
    responseTemplates: { ...response.ResponseTemplates },
  });
  const id = `${response.RestApiId}:${response.ResponseType}`;
  return { physicalId: id, attributes: { Id: id } };
}

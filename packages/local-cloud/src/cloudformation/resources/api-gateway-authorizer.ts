import type { AuthorizerType, PatchOperation } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceType } from '../resource-type.ts';

interface AuthorizerProperties extends Properties {
  readonly RestApiId: string;
  readonly Name: string;
  readonly Type: AuthorizerType;
  readonly AuthType?: string;
  readonly AuthorizerUri?: string;
  readonly AuthorizerCredentials?: string;
  readonly AuthorizerResultTtlInSeconds?: number | string;
  readonly IdentitySource?: string;
  readonly IdentityValidationExpression?: string;
  readonly ProviderARNs?: readonly string[];
}

export const apiGatewayAuthorizer: ResourceType = {
  type: 'AWS::ApiGateway::Authorizer',
  properties: {
    RestApiId: 'replace',
    Name: 'update',
    Type: 'update',
    AuthType: 'update',
    AuthorizerUri: 'update',
    AuthorizerCredentials: 'update',
    AuthorizerResultTtlInSeconds: 'update',
    IdentitySource: 'update',
    IdentityValidationExpression: 'update',
    ProviderARNs: 'update',
  },
  required: ['RestApiId', 'Name', 'Type'],
  lists: ['ProviderARNs'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const authorizer = properties as AuthorizerProperties;
    const { AuthorizerResultTtlInSeconds: seconds, ProviderARNs } = authorizer;
    const { id = '' } = context.services.apigateway.operations.CreateAuthorizer({
      restApiId: authorizer.RestApiId,
      name: authorizer.Name,
      type: authorizer.Type,
      authType: authorizer.AuthType,
      authorizerUri: authorizer.AuthorizerUri,
      authorizerCredentials: authorizer.AuthorizerCredentials,
      authorizerResultTtlInSeconds: seconds === undefined ? undefined : Number(seconds),
      identitySource: authorizer.IdentitySource,
      identityValidationExpression: authorizer.IdentityValidationExpression,
      providerARNs: ProviderARNs && [...ProviderARNs],
    });
    return { physicalId: id, attributes: { AuthorizerId: id } };
  },

  async update(properties, existing, context) {
    const authorizer = properties as AuthorizerProperties;
    context.services.apigateway.operations.UpdateAuthorizer({
      restApiId: authorizer.RestApiId,
      authorizerId: existing.physicalId,
      patchOperations: Object.entries(patchedBy).map(([property, member]) =>
        patchOf(member, authorizer[property]),
      ),
    });
    return existing;
  },

  async delete({ physicalId: authorizerId, properties }, context) {
    const { RestApiId: restApiId } = properties as AuthorizerProperties;
    context.services.apigateway.operations.DeleteAuthorizer({ restApiId, authorizerId });
  },
};

const patchedBy: Readonly<Record<string, string>> = {
  Name: 'name',
  Type: 'type',
  AuthType: 'authType',
  AuthorizerUri: 'authorizerUri',
  AuthorizerCredentials: 'authorizerCredentials',
  AuthorizerResultTtlInSeconds: 'authorizerResultTtlInSeconds',
  IdentitySource: 'identitySource',
  IdentityValidationExpression: 'identityValidationExpression',
  ProviderARNs: 'providerARNs',
};

function patchOf(member: string, value: unknown): PatchOperation {
  const path = `/${member}`;
  if (member === 'providerARNs') return { op: 'replace', path, value: [value ?? []].flat().join(',') };
  return value === undefined ? { op: 'remove', path } : { op: 'replace', path, value: String(value) };
}

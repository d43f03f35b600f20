import type {
  CreateUserPoolClientRequest,
  UpdateUserPoolClientRequest,
  UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { PhysicalResource, Properties, ResourceType } from '../resource-type.ts';
import { cognitoValues } from './cognito-values.ts';

export const cognitoUserPoolClient: ResourceType = {
  type: 'AWS::Cognito::UserPoolClient',
  attributes: ['ClientId', 'Name', 'ClientSecret'],
  properties: {
    UserPoolId: 'replace',
    GenerateSecret: 'replace',
    AccessTokenValidity: 'update',
    AllowedOAuthFlows: 'update',
    AllowedOAuthFlowsUserPoolClient: 'update',
    AllowedOAuthScopes: 'update',
    AuthSessionValidity: 'update',
    CallbackURLs: 'update',
    ClientName: 'update',
    DefaultRedirectURI: 'update',
    EnablePropagateAdditionalUserContextData: 'update',
    EnableTokenRevocation: 'update',
    ExplicitAuthFlows: 'update',
    IdTokenValidity: 'update',
    LogoutURLs: 'update',
    PreventUserExistenceErrors: 'update',
    ReadAttributes: 'update',
    RefreshTokenRotation: 'update',
    RefreshTokenValidity: 'update',
    SupportedIdentityProviders: 'update',
    TokenValidityUnits: 'update',
    WriteAttributes: 'update',
  },
  inert: ['AnalyticsConfiguration'],
  offeredValues: {
    EnablePropagateAdditionalUserContextData: /^false$/i,
    ExplicitAuthFlows: /^(?!ALLOW_USER_AUTH$)/,
  },
  required: ['UserPoolId'],
  lists: [
    ...['AllowedOAuthFlows', 'AllowedOAuthScopes', 'CallbackURLs', 'ExplicitAuthFlows', 'LogoutURLs'],
    ...['ReadAttributes', 'SupportedIdentityProviders', 'WriteAttributes'],
  ],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const input = cognitoValues<CreateUserPoolClientRequest>(taken(properties));
    const ClientName = input.ClientName ?? context.generateName(128);
    const { operations } = context.services.cognito;
    const { UserPoolClient = {} } = operations.CreateUserPoolClient({ ...input, ClientName }, context);
    return describe(UserPoolClient);
  },

  async update(properties, existing, context) {
    const input = cognitoValues<UpdateUserPoolClientRequest & { GenerateSecret?: boolean }>(
      taken(properties),
    );
    const { GenerateSecret: _, ...changeable } = input;
    const { operations } = context.services.cognito;
    operations.UpdateUserPoolClient({ ...changeable, ClientId: existing.physicalId });
    return existing;
  },

  async delete({ physicalId: ClientId, properties }, context) {
    context.services.cognito.operations.DeleteUserPoolClient({
      UserPoolId: String(properties.UserPoolId),
      ClientId,
    });
  },
};

/** The operation refuses what a template's property has no effect for. */
function taken({ AnalyticsConfiguration: _none, ...properties }: Properties): Properties {
  return properties;
}

function describe({ ClientId = '', ClientName, ClientSecret }: UserPoolClientType): PhysicalResource {
  return { physicalId: ClientId, attributes: { ClientId, Name: ClientName, ClientSecret } };
}

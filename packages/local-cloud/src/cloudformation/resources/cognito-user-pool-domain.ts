import type {
  CreateResourceServerRequest,
  CreateUserPoolDomainRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Properties, ResourceType } from '../resource-type.ts';
import { cognitoValues } from './cognito-values.ts';

export const cognitoUserPoolDomain: ResourceType = {
  type: 'AWS::Cognito::UserPoolDomain',
  attributes: [],
  properties: {
    Domain: 'replace',
    UserPoolId: 'replace',
    CustomDomainConfig: 'update',
    ManagedLoginVersion: 'update',
  },
  required: ['Domain', 'UserPoolId'],
  missing: ['InvalidParameterException', 'ResourceNotFoundException'],

  async create(properties, context) {
    const input = cognitoValues<CreateUserPoolDomainRequest>(properties);
    context.services.cognito.operations.CreateUserPoolDomain(input);
    return { physicalId: input.Domain ?? '', attributes: {} };
  },

  async update(properties, existing, context) {
    const input = cognitoValues<CreateUserPoolDomainRequest>(properties);
    context.services.cognito.operations.UpdateUserPoolDomain(input);
    return existing;
  },

  async delete({ physicalId: Domain, properties }, context) {
    const UserPoolId = String(properties.UserPoolId);
    context.services.cognito.operations.DeleteUserPoolDomain({ Domain, UserPoolId });
  },
};

export const cognitoUserPoolResourceServer: ResourceType = {
  type: 'AWS::Cognito::UserPoolResourceServer',
  attributes: [],
  properties: { Identifier: 'replace', UserPoolId: 'replace', Name: 'update', Scopes: 'update' },
  required: ['Identifier', 'Name', 'UserPoolId'],
  lists: ['Scopes'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const input = resourceServer(properties);
    context.services.cognito.operations.CreateResourceServer(input);
    return { physicalId: input.Identifier ?? '', attributes: {} };
  },

  async update(properties, existing, context) {
    context.services.cognito.operations.UpdateResourceServer(resourceServer(properties));
    return existing;
  },

  async delete({ physicalId: Identifier, properties }, context) {
    const UserPoolId = String(properties.UserPoolId);
    context.services.cognito.operations.DeleteResourceServer({ UserPoolId, Identifier });
  },
};

function resourceServer(properties: Properties): CreateResourceServerRequest {
  return cognitoValues<CreateResourceServerRequest>(properties);
}

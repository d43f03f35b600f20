import type {
  CreateIdentityProviderRequest,
  UpdateIdentityProviderRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { ResourceType } from '../resource-type.ts';
import { cognitoValues } from './cognito-values.ts';

export const cognitoUserPoolIdentityProvider: ResourceType = {
  type: 'AWS::Cognito::UserPoolIdentityProvider',
  attributes: [],
  properties: {
    ProviderName: 'replace',
    ProviderType: 'replace',
    UserPoolId: 'replace',
    AttributeMapping: 'update',
    IdpIdentifiers: 'update',
    ProviderDetails: 'update',
  },
  offeredValues: {
    'ProviderDetails.EncryptedResponses': /^false$/,
    ProviderType: /^(?!(?:Google|Facebook|LoginWithAmazon|SignInWithApple)$)/,
  },
  required: ['ProviderDetails', 'ProviderName', 'ProviderType', 'UserPoolId'],
  lists: ['IdpIdentifiers'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const input = cognitoValues<CreateIdentityProviderRequest>(properties);
    await context.services.cognito.operations.CreateIdentityProvider(input);
    return { physicalId: input.ProviderName ?? '', attributes: {} };
  },

  async update(properties, existing, context) {
    const { ProviderType: _, ...input } = cognitoValues<
      UpdateIdentityProviderRequest & { ProviderType?: string }
    >(properties);
    await context.services.cognito.operations.UpdateIdentityProvider(input);
    return existing;
  },

  async delete({ physicalId: ProviderName, properties }, context) {
    const UserPoolId = String(properties.UserPoolId);
    context.services.cognito.operations.DeleteIdentityProvider({ UserPoolId, ProviderName });
  },
};

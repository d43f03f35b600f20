import type {
  CreateIdentityPoolInput,
  RoleMapping,
  SetIdentityPoolRolesInput,
} from '@aws-sdk/client-cognito-identity';
import { isRecord } from '../../aws/is-record.ts';
import { identityPoolInputTypes } from '../../cognito/identity-pools/identity-pool-input-types.ts';
import type { Properties, ResourceType } from '../resource-type.ts';
import { cognitoValues } from './cognito-values.ts';

/** No operation of identity pools here takes them. */
const withoutEffect = ['CognitoEvents', 'CognitoStreams', 'IdentityPoolTags', 'PushSync'];

export const cognitoIdentityPool: ResourceType = {
  type: 'AWS::Cognito::IdentityPool',
  attributes: ['Name'],
  properties: {
    AllowClassicFlow: 'update',
    AllowUnauthenticatedIdentities: 'update',
    CognitoIdentityProviders: 'update',
    IdentityPoolName: 'update',
  },
  inert: withoutEffect,
  notOffered: [
    'DeveloperProviderName',
    'OpenIdConnectProviderARNs',
    'SamlProviderARNs',
    'SupportedLoginProviders',
  ],
  offeredValues: { 'CognitoIdentityProviders.ServerSideTokenCheck': /^false$/ },
  required: ['AllowUnauthenticatedIdentities'],
  lists: ['CognitoIdentityProviders'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const input = poolOf(properties, context.generateName(128));
    const { IdentityPoolId } = context.services.identityPools.operations.CreateIdentityPool(input, context);
    return { physicalId: IdentityPoolId ?? '', attributes: { Name: input.IdentityPoolName } };
  },

  async update(properties, existing, context) {
    const { operations } = context.services.identityPools;
    const input = poolOf(properties, String(existing.attributes.Name));
    operations.UpdateIdentityPool({ ...input, IdentityPoolId: existing.physicalId });
    return { ...existing, attributes: { Name: input.IdentityPoolName } };
  },

  async delete({ physicalId: IdentityPoolId }, context) {
    context.services.identityPools.operations.DeleteIdentityPool({ IdentityPoolId });
  },
};

export const cognitoIdentityPoolRoleAttachment: ResourceType = {
  type: 'AWS::Cognito::IdentityPoolRoleAttachment',
  attributes: [],
  properties: { IdentityPoolId: 'replace', RoleMappings: 'update', Roles: 'update' },
  required: ['IdentityPoolId'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const input = rolesOf(properties);
    context.services.identityPools.operations.SetIdentityPoolRoles(input);
    return { physicalId: `${input.IdentityPoolId}-RoleAttachment`, attributes: {} };
  },

  async update(properties, existing, context) {
    context.services.identityPools.operations.SetIdentityPoolRoles(rolesOf(properties));
    return existing;
  },

  async delete({ properties }, context) {
    const IdentityPoolId = String(properties.IdentityPoolId);
    context.services.identityPools.operations.SetIdentityPoolRoles({ IdentityPoolId, Roles: {} });
  },
};

function poolOf(properties: Properties, generated: string): CreateIdentityPoolInput {
  const taken = Object.entries(properties).filter(([name]) => !withoutEffect.includes(name));
  const input = cognitoValues<CreateIdentityPoolInput>(Object.fromEntries(taken), identityPoolInputTypes);
  return { ...input, IdentityPoolName: input.IdentityPoolName ?? generated };
}

/** A mapping may name its provider in `IdentityProvider`, as keys of a template cannot be computed. */
function rolesOf({ RoleMappings, ...properties }: Properties): SetIdentityPoolRolesInput {
  const mappings = Object.entries(isRecord(RoleMappings) ? RoleMappings : {}).map(([key, mapping]) => {
    const { IdentityProvider = key, ...rest } = isRecord(mapping) ? mapping : {};
    return [String(IdentityProvider), cognitoValues<RoleMapping>(rest, identityPoolInputTypes)];
  });
  const input = cognitoValues<SetIdentityPoolRolesInput>(properties, identityPoolInputTypes);
  return { ...input, RoleMappings: Object.fromEntries(mappings) };
}

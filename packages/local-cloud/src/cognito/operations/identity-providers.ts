import type {
  CreateIdentityProviderRequest,
  DeleteIdentityProviderRequest,
  DescribeIdentityProviderRequest,
  GetIdentityProviderByIdentifierRequest,
  IdentityProviderType,
  ListIdentityProvidersRequest,
  ListIdentityProvidersResponse,
  UpdateIdentityProviderRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter, invalidValue, notOffered, resourceNotFound } from '../errors.ts';
import { checkMapping, readProvider } from '../federation/provider-settings.ts';
import type { CognitoState, IdentityProviderRecord, UserPoolRecord } from '../state.ts';
import { poolOf } from '../users/find-client.ts';

interface ProviderOutput {
  readonly IdentityProvider: IdentityProviderType;
}

export async function createIdentityProvider(
  state: CognitoState,
  input: CreateIdentityProviderRequest,
): Promise<ProviderOutput> {
  const pool = poolOf(state, input.UserPoolId);
  const { ProviderName: name = '', ProviderType: type = '', ProviderDetails: details = {} } = input;
  // User names are the provider's name, an underscore and the subject.
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{3,32}$/u.test(name) || name.includes('_')) {
    const pattern = '[^_\\p{Z}][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}][^_\\p{Z}]+';
    throw invalidValue('providerName', `Member must satisfy regular expression pattern: ${pattern}`);
  }
  if (type !== 'SAML' && type !== 'OIDC')
    throw notOffered(`The ProviderType ${type} of CreateIdentityProvider`);
  requireNoAcrMapping(input);
  requireFree(pool, name, input.IdpIdentifiers);
  const mapping = checkMapping(pool, type, input.AttributeMapping);
  const source = await readProvider(type, details);
  requireFree(pool, name, input.IdpIdentifiers);
  const now = new Date(state.now());
  const provider: IdentityProviderRecord = {
    name,
    created: now,
    modified: now,
    details,
    mapping,
    identifiers: input.IdpIdentifiers ?? [],
    source,
    readAt: state.now(),
  };
  pool.identityProviders.set(name, provider);
  return describe(pool, provider);
}

export function describeIdentityProvider(
  state: CognitoState,
  input: DescribeIdentityProviderRequest,
): ProviderOutput {
  const pool = poolOf(state, input.UserPoolId);
  return describe(pool, providerNamed(pool, input.ProviderName));
}

export function getIdentityProviderByIdentifier(
  state: CognitoState,
  input: GetIdentityProviderByIdentifierRequest,
): ProviderOutput {
  const pool = poolOf(state, input.UserPoolId);
  const provider = withIdentifier(pool, input.IdpIdentifier ?? '');
  if (!provider) throw resourceNotFound(`Identity provider ${input.IdpIdentifier} does not exist.`);
  return describe(pool, provider);
}

export async function updateIdentityProvider(
  state: CognitoState,
  input: UpdateIdentityProviderRequest,
): Promise<ProviderOutput> {
  const pool = poolOf(state, input.UserPoolId);
  const provider = providerNamed(pool, input.ProviderName);
  const { type } = provider.source;
  requireNoAcrMapping(input);
  const mapping = input.AttributeMapping && checkMapping(pool, type, input.AttributeMapping);
  const source = input.ProviderDetails && (await readProvider(type, input.ProviderDetails));
  requireFree(pool, undefined, input.IdpIdentifiers, provider);
  provider.mapping = mapping ?? provider.mapping;
  provider.identifiers = input.IdpIdentifiers ?? provider.identifiers;
  if (source) Object.assign(provider, { source, details: input.ProviderDetails, readAt: state.now() });
  provider.modified = new Date(state.now());
  return describe(pool, provider);
}

export function deleteIdentityProvider(state: CognitoState, input: DeleteIdentityProviderRequest): object {
  const pool = poolOf(state, input.UserPoolId);
  pool.identityProviders.delete(providerNamed(pool, input.ProviderName).name);
  return {};
}

export function listIdentityProviders(
  state: CognitoState,
  input: ListIdentityProvidersRequest,
): ListIdentityProvidersResponse {
  const pool = poolOf(state, input.UserPoolId);
  const request = { token: input.NextToken, size: input.MaxResults ?? 60, maxSize: 60 };
  const { items, nextToken } = pageOf([...pool.identityProviders.values()], request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'MaxResults'}.`),
  );
  const Providers = items.map(({ name, source, created, modified }) => ({
    ProviderName: name,
    ProviderType: source.type,
    CreationDate: created,
    LastModifiedDate: modified,
  }));
  return { Providers, NextToken: nextToken };
}

export function withIdentifier(pool: UserPoolRecord, identifier: string): IdentityProviderRecord | undefined {
  for (const provider of pool.identityProviders.values())
    if (provider.identifiers.includes(identifier)) return provider;
  return undefined;
}

function providerNamed(pool: UserPoolRecord, name: string | undefined): IdentityProviderRecord {
  const provider = pool.identityProviders.get(name ?? '');
  if (!provider) throw resourceNotFound(`Identity provider ${name} does not exist.`);
  return provider;
}

function requireNoAcrMapping({ AcrMapping }: Pick<CreateIdentityProviderRequest, 'AcrMapping'>): void {
  if (AcrMapping) throw notOffered('The AcrMapping of an identity provider');
}

function requireFree(
  pool: UserPoolRecord,
  name: string | undefined,
  identifiers: readonly string[] = [],
  besides?: IdentityProviderRecord,
): void {
  const isTaken = name !== undefined && (pool.identityProviders.has(name) || name === 'COGNITO');
  if (isTaken) {
    throw new ServiceError('DuplicateProviderException', `A provider with the name ${name} already exists.`);
  }
  for (const identifier of identifiers) {
    const owner = withIdentifier(pool, identifier);
    if (!owner || owner === besides) continue;
    throw new ServiceError('DuplicateProviderException', `The identifier ${identifier} is already in use.`);
  }
}

function describe(pool: UserPoolRecord, provider: IdentityProviderRecord): ProviderOutput {
  const { name, source, details, mapping, identifiers, created, modified } = provider;
  const shown = source.type === 'SAML' ? { SSORedirectBindingURI: source.metadata.signInUrl } : {};
  return {
    IdentityProvider: {
      UserPoolId: pool.id,
      ProviderName: name,
      ProviderType: source.type,
      ProviderDetails: { ...details, ...shown },
      AttributeMapping: { ...mapping },
      IdpIdentifiers: [...identifiers],
      CreationDate: created,
      LastModifiedDate: modified,
    },
  };
}

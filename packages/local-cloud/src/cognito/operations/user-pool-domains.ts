import type {
  CreateUserPoolDomainRequest,
  CreateUserPoolDomainResponse,
  DeleteUserPoolDomainRequest,
  DescribeUserPoolDomainRequest,
  DescribeUserPoolDomainResponse,
  UpdateUserPoolDomainRequest,
  UpdateUserPoolDomainResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, invalidValue } from '../errors.ts';
import type { CognitoState, DomainRecord } from '../state.ts';
import { poolOf } from '../users/find-client.ts';
import { refuseMembers } from './refuse-members.ts';

const offered = ['Domain', 'UserPoolId', 'ManagedLoginVersion'];
const reservedWords = ['amazon', 'aws', 'cognito'];

export function createUserPoolDomain(
  state: CognitoState,
  input: CreateUserPoolDomainRequest,
): CreateUserPoolDomainResponse {
  const pool = poolOf(state, input.UserPoolId);
  refuseMembers('CreateUserPoolDomain', input, offered);
  const prefix = checkPrefix(input.Domain);
  const version = checkVersion(input.ManagedLoginVersion);
  if (state.domains.has(prefix) || state.isDomainElsewhere(prefix))
    throw invalidParameter('Domain already associated with another user pool.');
  if (domainOf(state, pool.id)) throw invalidParameter('User pool already has a domain configured.');
  state.domains.set(prefix, { prefix, pool, version });
  return { ManagedLoginVersion: version };
}

/** As on AWS, a domain that nobody has is described by nothing. */
export function describeUserPoolDomain(
  state: CognitoState,
  input: DescribeUserPoolDomainRequest,
): DescribeUserPoolDomainResponse {
  const domain = state.domains.get(input.Domain ?? '');
  if (!domain) return { DomainDescription: {} };
  return {
    DomainDescription: {
      AWSAccountId: state.account.id,
      CustomDomainConfig: undefined,
      Domain: domain.prefix,
      ManagedLoginVersion: domain.version,
      Status: 'ACTIVE',
      UserPoolId: domain.pool.id,
    },
  };
}

export function updateUserPoolDomain(
  state: CognitoState,
  input: UpdateUserPoolDomainRequest,
): UpdateUserPoolDomainResponse {
  refuseMembers('UpdateUserPoolDomain', input, offered);
  const domain = domainNamed(state, input);
  domain.version = checkVersion(input.ManagedLoginVersion);
  return { ManagedLoginVersion: domain.version };
}

export function deleteUserPoolDomain(state: CognitoState, input: DeleteUserPoolDomainRequest): object {
  state.domains.delete(domainNamed(state, input).prefix);
  return {};
}

export function domainOf(state: CognitoState, poolId: string): DomainRecord | undefined {
  for (const domain of state.domains.values()) if (domain.pool.id === poolId) return domain;
  return undefined;
}

function domainNamed(state: CognitoState, input: DeleteUserPoolDomainRequest): DomainRecord {
  const domain = state.domains.get(input.Domain ?? '');
  if (domain && domain.pool.id === input.UserPoolId) return domain;
  throw invalidParameter('No such domain or user pool exists.');
}

function checkPrefix(prefix = ''): string {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(prefix)) {
    const pattern = '^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$';
    throw invalidValue('domain', `Member must satisfy regular expression pattern: ${pattern}`);
  }
  const reserved = reservedWords.find((word) => prefix.includes(word));
  if (reserved) throw invalidParameter(`Domain cannot contain reserved word: ${reserved}`);
  return prefix;
}

/** 1 is the hosted UI, 2 managed login; the pages here are the same for both. */
function checkVersion(version = 1): number {
  if (version === 1 || version === 2) return version;
  throw invalidParameter(`Expected 1 or 2 for ManagedLoginVersion, received ${version}.`);
}

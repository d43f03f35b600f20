import type {
  AddCustomAttributesRequest,
  CreateUserPoolRequest,
  CreateUserPoolResponse,
  DeleteUserPoolRequest,
  DescribeUserPoolRequest,
  DescribeUserPoolResponse,
  ListUserPoolsRequest,
  ListUserPoolsResponse,
  SchemaAttributeType,
  UpdateUserPoolRequest,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { invalidParameter, invalidValue, notOffered } from '../errors.ts';
import { newPoolId, type StackOrigin } from '../identifiers.ts';
import type { CognitoState, UserPoolRecord } from '../state.ts';
import { checkLambdaConfig } from '../triggers/lambda-config.ts';
import { createAttempts } from '../users/attempts.ts';
import { attributeName, standardAttributes } from '../users/attributes.ts';
import { poolOf } from '../users/find-client.ts';
import { checkPolicy, policyOf } from '../users/password-policy.ts';
import { refuseMembers } from './refuse-members.ts';
import { domainOf } from './user-pool-domains.ts';

const kept =
  `AccountRecoverySetting AdminCreateUserConfig AutoVerifiedAttributes DeletionProtection DeviceConfiguration EmailConfiguration
  EmailVerificationMessage EmailVerificationSubject LambdaConfig MfaConfiguration Policies PoolName SmsConfiguration SmsVerificationMessage
  UserAttributeUpdateSettings UserPoolId UserPoolTags UserPoolTier VerificationMessageTemplate`.split(/\s+/);
const keptAtCreation = [...kept, 'AliasAttributes', 'Schema', 'UsernameAttributes', 'UsernameConfiguration'];

export function createUserPool(
  state: CognitoState,
  input: CreateUserPoolRequest,
  origin?: StackOrigin,
): CreateUserPoolResponse {
  if (!input.PoolName) throw invalidValue('poolName', 'Member must not be null');
  checkSettings('CreateUserPool', input, keptAtCreation);
  if (input.AliasAttributes?.length && input.UsernameAttributes?.length) {
    throw invalidParameter(
      'Only one of the aliasAttributes or usernameAttributes can be set in a user pool.',
    );
  }
  requireFactors(input, new Map());
  const id = newPoolId(state.account.region, (taken) => state.pools.has(taken), origin);
  const now = new Date(state.now());
  const pool: UserPoolRecord = {
    id,
    arn: regionalArn(state.account, 'cognito-idp', `userpool/${id}`),
    created: now,
    modified: now,
    settings: { ...input, Schema: (input.Schema ?? []).map(named) },
    keys: state.createKeys(),
    users: new Map(),
    groups: new Map(),
    sessions: new Map(),
    refreshTokens: new Map(),
    resourceServers: new Map(),
    identityProviders: new Map(),
    attempts: createAttempts(state.now),
    factors: withSms(input, new Map()),
  };
  state.pools.set(id, pool);
  return { UserPool: describe(pool) };
}

export function describeUserPool(
  state: CognitoState,
  input: DescribeUserPoolRequest,
): DescribeUserPoolResponse {
  const pool = poolOf(state, input.UserPoolId);
  return { UserPool: { ...describe(pool), Domain: domainOf(state, pool.id)?.prefix } };
}

export function listUserPools(state: CognitoState, input: ListUserPoolsRequest): ListUserPoolsResponse {
  const request = { token: input.NextToken, size: input.MaxResults ?? 60, maxSize: 60 };
  const { items, nextToken } = pageOf([...state.pools.values()], request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'MaxResults'}.`),
  );
  const UserPools = items.map(({ id, settings, created, modified }) => ({
    Id: id,
    Name: settings.PoolName,
    LambdaConfig: settings.LambdaConfig ?? {},
    LastModifiedDate: modified,
    CreationDate: created,
  }));
  return { UserPools, NextToken: nextToken };
}

/** Sets every setting: those that are not given return to their default, as on AWS. */
export function updateUserPool(state: CognitoState, input: UpdateUserPoolRequest): object {
  const pool = poolOf(state, input.UserPoolId);
  checkSettings('UpdateUserPool', input, kept);
  requireFactors(input, pool.factors);
  const { MfaConfiguration, PoolName, Schema, AliasAttributes, UsernameAttributes, UsernameConfiguration } =
    pool.settings;
  const { UserPoolId: _, ...settings } = input;
  const constant = { Schema, AliasAttributes, UsernameAttributes, UsernameConfiguration };
  // What SetUserPoolMfaConfig has set stays.
  pool.settings = { PoolName, MfaConfiguration, ...settings, ...constant };
  pool.factors = withSms(input, pool.factors);
  pool.modified = new Date(state.now());
  return {};
}

export function deleteUserPool(state: CognitoState, input: DeleteUserPoolRequest): object {
  const pool = poolOf(state, input.UserPoolId);
  if (pool.settings.DeletionProtection === 'ACTIVE') {
    throw invalidParameter(
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    );
  }
  if (domainOf(state, pool.id)) {
    throw invalidParameter(
      'User pool cannot be deleted. It has a domain configured that should be deleted first.',
    );
  }
  state.pools.delete(pool.id);
  for (const client of state.clients.values()) if (client.pool === pool) state.clients.delete(client.id);
  return {};
}

export function addCustomAttributes(state: CognitoState, input: AddCustomAttributesRequest): object {
  const pool = poolOf(state, input.UserPoolId);
  const added = (input.CustomAttributes ?? []).map(named);
  const known = pool.settings.Schema ?? [];
  for (const { Name } of added) {
    if (known.some((schema) => schema.Name === Name)) {
      throw invalidParameter(`${Name}: Existing attribute already has name ${Name}.`);
    }
  }
  pool.settings = { ...pool.settings, Schema: [...known, ...added] };
  pool.modified = new Date(state.now());
  return {};
}

function checkSettings(
  operation: string,
  input: CreateUserPoolRequest | UpdateUserPoolRequest,
  offered: readonly string[],
): void {
  refuseMembers(operation, input, offered);
  checkPolicy(input.Policies?.PasswordPolicy);
  checkLambdaConfig(input.LambdaConfig);
  const { Policies: policies = {} } = input;
  const { AllowedFirstAuthFactors: factors = ['PASSWORD'] } = policies.SignInPolicy ?? {};
  if (factors.some((factor) => factor !== 'PASSWORD')) {
    throw notOffered(`Another AllowedFirstAuthFactors than PASSWORD of ${operation}`);
  }
  if (input.VerificationMessageTemplate?.DefaultEmailOption === 'CONFIRM_WITH_LINK') {
    throw notOffered(`The DefaultEmailOption CONFIRM_WITH_LINK of ${operation}`);
  }
}

type Factors = UserPoolRecord['factors'];
type FactorSettings = Pick<UpdateUserPoolRequest, 'MfaConfiguration' | 'SmsConfiguration'>;

/** The other factors are set by SetUserPoolMfaConfig. */
function requireFactors(
  { MfaConfiguration: mfa = 'OFF', SmsConfiguration: sms }: FactorSettings,
  factors: Factors,
): void {
  if (mfa === 'OFF' || sms || factors.size > 0) return;
  throw invalidParameter(
    'SMS configuration and Auto verification for phone_number are required when MFA is required/optional',
  );
}

/** A pool that can send SMS and wants MFA takes codes by SMS. */
function withSms(
  { MfaConfiguration: mfa, SmsConfiguration: sms }: FactorSettings,
  factors: Factors,
): Factors {
  const isWanted = sms && mfa !== undefined && mfa !== 'OFF' && factors.size === 0;
  return isWanted ? new Map([['SMS_MFA', {}]]) : factors;
}

function named(schema: SchemaAttributeType): SchemaAttributeType {
  const name = attributeName(schema);
  const isCustom = !standardAttributes.includes(name);
  const type = schema.AttributeDataType ?? 'String';
  // Custom attributes cannot be changed unless their schema says so; standard ones can.
  return { ...schema, Name: name, AttributeDataType: type, Mutable: schema.Mutable ?? !isCustom };
}

function describe(pool: UserPoolRecord): UserPoolType {
  const { PoolName, Schema = [], Policies, ...settings } = pool.settings;
  const standard = standardAttributes
    .filter((name) => !Schema.some((schema) => schema.Name === name))
    .map((Name) => ({
      Name,
      AttributeDataType: 'String' as const,
      Mutable: Name !== 'sub',
      Required: Name === 'sub',
    }));
  return {
    ...settings,
    Id: pool.id,
    Name: PoolName,
    Arn: pool.arn,
    Policies: { ...Policies, PasswordPolicy: policyOf(pool) },
    DeletionProtection: settings.DeletionProtection ?? 'INACTIVE',
    MfaConfiguration: settings.MfaConfiguration ?? 'OFF',
    SchemaAttributes: [...standard, ...Schema],
    EstimatedNumberOfUsers: pool.users.size,
    LambdaConfig: settings.LambdaConfig ?? {},
    CreationDate: pool.created,
    LastModifiedDate: pool.modified,
  };
}

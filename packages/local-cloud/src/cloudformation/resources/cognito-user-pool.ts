import { isDeepStrictEqual } from 'node:util';
import type {
  CreateUserPoolRequest,
  SchemaAttributeType,
  UserPoolMfaType,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import type { PhysicalResource, Properties, ResourceType } from '../resource-type.ts';
import type { CognitoCalls } from '../service-calls.ts';
import { cognitoValues } from './cognito-values.ts';

export const cognitoUserPool: ResourceType = {
  type: 'AWS::Cognito::UserPool',
  attributes: ['Arn', 'ProviderName', 'ProviderURL', 'UserPoolId'],
  properties: {
    UserPoolName: 'update',
    AccountRecoverySetting: 'update',
    AdminCreateUserConfig: 'update',
    AliasAttributes: 'replace',
    AutoVerifiedAttributes: 'update',
    DeletionProtection: 'update',
    DeviceConfiguration: 'update',
    EmailAuthenticationMessage: 'update',
    EmailAuthenticationSubject: 'update',
    EmailConfiguration: 'update',
    EmailVerificationMessage: 'update',
    EmailVerificationSubject: 'update',
    EnabledMfas: 'update',
    LambdaConfig: 'update',
    MfaConfiguration: 'update',
    Policies: 'update',
    Schema: 'update',
    SmsAuthenticationMessage: 'update',
    SmsConfiguration: 'update',
    SmsVerificationMessage: 'update',
    UserAttributeUpdateSettings: 'update',
    UsernameAttributes: 'replace',
    UsernameConfiguration: 'replace',
    UserPoolTags: 'update',
    UserPoolTier: 'update',
    VerificationMessageTemplate: 'update',
  },
  inert: ['UserPoolAddOns'],
  notOffered: [
    'LambdaConfig.CustomEmailSender',
    'LambdaConfig.CustomSMSSender',
    'LambdaConfig.InboundFederation',
    'LambdaConfig.KMSKeyID',
    'WebAuthnFactorConfiguration',
    'WebAuthnRelyingPartyID',
    'WebAuthnUserVerification',
  ],
  offeredValues: {
    'Policies.PasswordPolicy.PasswordHistorySize': /^0$/,
    'Policies.SignInPolicy.AllowedFirstAuthFactors': /^PASSWORD$/,
    'VerificationMessageTemplate.DefaultEmailOption': /^(?!CONFIRM_WITH_LINK$)/,
  },
  lists: ['AliasAttributes', 'AutoVerifiedAttributes', 'EnabledMfas', 'Schema', 'UsernameAttributes'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const input = inputOf(properties, context.generateName(128));
    const { operations } = context.services.cognito;
    const { UserPool } = operations.CreateUserPool(input, context);
    const id = UserPool?.Id ?? '';
    try {
      setFactors(operations, id, properties);
    } catch (error) {
      operations.DeleteUserPool({ UserPoolId: id });
      throw error;
    }
    return describe(id, UserPool?.Arn ?? '');
  },

  async update(properties, existing, context) {
    const { operations } = context.services.cognito;
    const UserPoolId = existing.physicalId;
    const current = operations.DescribeUserPool({ UserPoolId }).UserPool?.Name ?? '';
    const { Schema: after = [], ...settings } = inputOf(properties, current);
    const { Schema: before = [] } = inputOf(existing.properties, current);
    const CustomAttributes = addedAttributes(before, after);
    const {
      AliasAttributes: _,
      UsernameAttributes: __,
      UsernameConfiguration: ___,
      ...changeable
    } = settings;
    operations.UpdateUserPool({ UserPoolId, ...changeable });
    setFactors(operations, UserPoolId, properties);
    if (CustomAttributes.length > 0) operations.AddCustomAttributes({ UserPoolId, CustomAttributes });
    return existing;
  },

  async delete(existing, context) {
    context.services.cognito.operations.DeleteUserPool({ UserPoolId: existing.physicalId });
  },
};

/** `EnabledMfas` and the messages of factors belong to SetUserPoolMfaConfig, which also says whether MFA is wanted. */
function setFactors(operations: CognitoCalls, UserPoolId: string, properties: Properties): void {
  const { EnabledMfas: factors, MfaConfiguration } = properties;
  if (!Array.isArray(factors)) return;
  const text = (name: string) => (properties[name] === undefined ? undefined : String(properties[name]));
  const SmsAuthenticationMessage = text('SmsAuthenticationMessage');
  const Message = text('EmailAuthenticationMessage');
  const Subject = text('EmailAuthenticationSubject');
  operations.SetUserPoolMfaConfig({
    UserPoolId,
    MfaConfiguration: cognitoValues<{ MfaConfiguration?: UserPoolMfaType }>({ MfaConfiguration })
      .MfaConfiguration,
    ...(factors.includes('SOFTWARE_TOKEN_MFA') && { SoftwareTokenMfaConfiguration: { Enabled: true } }),
    ...(factors.includes('SMS_MFA') && { SmsMfaConfiguration: { SmsAuthenticationMessage } }),
    ...(factors.includes('EMAIL_OTP') && { EmailMfaConfiguration: { Message, Subject } }),
  });
}

function inputOf(
  {
    UserPoolName,
    EnabledMfas: factors,
    SmsAuthenticationMessage: _,
    EmailAuthenticationMessage: __,
    EmailAuthenticationSubject: ___,
    UserPoolAddOns: ____,
    MfaConfiguration,
    ...properties
  }: Properties,
  generated: string,
): CreateUserPoolRequest {
  const settings = cognitoValues<Omit<CreateUserPoolRequest, 'PoolName'>>({
    ...properties,
    ...(factors === undefined && MfaConfiguration !== undefined && { MfaConfiguration }),
  });
  return { ...settings, PoolName: UserPoolName === undefined ? generated : String(UserPoolName) };
}

/** Attributes can be added to a pool, and neither changed nor taken away. */
function addedAttributes(
  before: readonly SchemaAttributeType[],
  after: readonly SchemaAttributeType[],
): SchemaAttributeType[] {
  if (!before.every((known) => after.some((attribute) => isDeepStrictEqual(attribute, known)))) {
    throw new ServiceError(
      'InvalidParameterException',
      'Existing schema attributes cannot be modified or deleted.',
    );
  }
  return after.filter((attribute) => !before.some((known) => isDeepStrictEqual(attribute, known)));
}

function describe(id: string, arn: string): PhysicalResource {
  const host = `cognito-idp.${id.slice(0, id.indexOf('_'))}.amazonaws.com/${id}`;
  const attributes = { Arn: arn, ProviderName: host, ProviderURL: `https://${host}`, UserPoolId: id };
  return { physicalId: id, attributes };
}

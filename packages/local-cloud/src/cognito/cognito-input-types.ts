import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const cognitoInputTypes = inputTypes({
  string: `AccessToken AcrValue AdvancedSecurityMode AnalyticsEndpointId ApplicationArn ApplicationId
    AttributeDataType AttributeName AuthFlow CallerArn ChallengeName ClientId ClientName
    ClientSecret ClientType Code ConfigurationSet ConfigurationSetName ConfirmationCode
    CreateAuthChallenge CustomAuthMode CustomMessage DefaultEmailOption DefaultRedirectURI
    DefineAuthChallenge DeletionProtection Description DeviceKey EmailMessage EmailMessageByLink
    EmailSendingAccount EmailSubject EmailSubjectByLink EmailVerificationMessage
    EmailVerificationSubject EnableStatus EncodedData ExternalId Feature Filter From GroupName
    IdToken InEntityId InTemplateId IpAddress KMSKeyID KeyType KmsKeyArn LambdaArn LambdaVersion
    MaxLength MaxValue MessageAction MfaConfiguration MinLength MinValue Name NextToken
    OriginationIdentity PaginationToken Password PoolName PostAuthentication PostConfirmation
    PreAuthentication PreSignUp PreTokenGeneration PreventUserExistenceErrors PreviousPassword
    ProposedPassword RefreshToken Region ReplyToEmailAddress RevokeAssociatedSessions RoleArn
    SMSMessage SecretHash ServerName ServerPath Session SmsAuthenticationMessage SmsMessage
    SmsVerificationMessage SnsCallerArn SnsRegion SourceArn TemporaryPassword Token Type
    UserMigration UserPoolId UserPoolTier Username Value VerifyAuthChallengeResponse headerName
    headerValue`,
  structure: `AccountRecoverySetting AdminCreateUserConfig AdvancedSecurityAdditionalFlows
    AnalyticsConfiguration AnalyticsMetadata ContextData CustomEmailSender CustomSMSSender
    DcrConfiguration DeviceConfiguration EmailConfiguration EumsSms InboundFederation
    InviteMessageTemplate IssuerConfiguration KeyConfiguration LambdaConfig
    NumberAttributeConstraints PasswordPolicy Policies PreTokenGenerationConfig
    RefreshTokenRotation SignInPolicy SmsConfiguration StringAttributeConstraints
    TokenValidityUnits UserAttributeUpdateSettings UserContextData UserPoolAddOns
    UsernameConfiguration VerificationMessageTemplate`,
  'map of string': `AuthParameters ChallengeResponses ClientMetadata UserPoolTags`,
  boolean: `AllowAdminCreateUserOnly AllowedOAuthFlowsUserPoolClient CaseSensitive
    ChallengeRequiredOnNewDevice DeveloperOnlyAttribute DeviceOnlyRememberedOnUserPrompt
    EnablePropagateAdditionalUserContextData EnableTokenRevocation ForceAliasCreation
    GenerateSecret Mutable OpenDcrEnabled Permanent RequireLowercase RequireNumbers RequireSymbols
    RequireUppercase Required UserDataShared`,
  'list of string': `AliasAttributes AllowedFirstAuthFactors AllowedOAuthFlows AllowedOAuthScopes AllowedScopes
    AttributesRequireVerificationBeforeUpdate AttributesToGet AuthenticatedGrantTypes
    AutoVerifiedAttributes CallbackURLs DesiredDeliveryMediums ExplicitAuthFlows LogoutURLs
    OpenDcrGrantTypes ReadAttributes SupportedIdentityProviders UserAttributeNames
    UsernameAttributes WriteAttributes`,
  'list of structure': `CustomAttributes HttpHeaders RecoveryMechanisms Schema UserAttributes ValidationData`,
  number: `AccessTokenValidity AuthSessionValidity IdTokenValidity Limit MaxResults MinimumLength
    PasswordHistorySize Precedence Priority RefreshTokenValidity RetryGracePeriodSeconds
    TemporaryPasswordValidityDays UnusedAccountValidityDays`,
  'map of structure': `AcrConfiguration`,
});

import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const cognitoInputTypes = inputTypes({
  string: `AccessToken AcrValue AdvancedSecurityMode AnalyticsEndpointId ApplicationArn ApplicationId
    AttributeDataType AttributeName AuthFlow CallerArn CertificateArn ChallengeName ClientId ClientName
    ClientSecret ClientType Code ConfigurationSet ConfigurationSetName ConfirmationCode
    CreateAuthChallenge CustomAuthMode CustomMessage DefaultEmailOption DefaultRedirectURI
    DefineAuthChallenge DeletionProtection DeliveryMedium Description DeviceKey DeviceName
    DeviceRememberedStatus Domain EmailMessage EmailMessageByLink EmailSendingAccount EmailSubject
    EmailSubjectByLink EmailVerificationMessage EmailVerificationSubject EnableStatus EncodedData
    ExternalId FactorConfiguration Feature Filter FriendlyDeviceName From GroupName IdToken Identifier
    IdpIdentifier InEntityId InTemplateId IpAddress KMSKeyID KeyType KmsKeyArn LambdaArn LambdaVersion
    MaxLength MaxValue Message MessageAction MfaConfiguration MinLength MinValue Name NextToken
    OriginationIdentity PaginationToken Password PasswordVerifier PoolName PostAuthentication
    PostConfirmation PreAuthentication PreSignUp PreTokenGeneration PreventUserExistenceErrors
    PreviousPassword PrimaryRoute53HealthCheckId ProposedPassword ProviderName ProviderType RefreshToken
    Region RelyingPartyId ReplyToEmailAddress RevokeAssociatedSessions RoleArn SMSMessage Salt
    ScopeDescription ScopeName SecondaryRegion SecretHash SecurityPolicy ServerName ServerPath Session
    SmsAuthenticationMessage SmsMessage SmsVerificationMessage SnsCallerArn SnsRegion SourceArn Subject
    TemporaryPassword Token Type UserCode UserMigration UserPoolId UserPoolTier UserVerification
    Username Value VerifyAuthChallengeResponse headerName headerValue`,
  structure: `AccountRecoverySetting AdminCreateUserConfig AdvancedSecurityAdditionalFlows
    AnalyticsConfiguration AnalyticsMetadata ContextData CustomDomainConfig CustomEmailSender
    CustomSMSSender DcrConfiguration DeviceConfiguration DeviceSecretVerifierConfig EmailConfiguration
    EmailMfaConfiguration EmailMfaSettings EumsSms Failover InboundFederation InviteMessageTemplate
    IssuerConfiguration KeyConfiguration LambdaConfig NumberAttributeConstraints PasswordPolicy Policies
    PreTokenGenerationConfig RefreshTokenRotation Routing SMSMfaSettings SignInPolicy SmsConfiguration
    SmsMfaConfiguration SoftwareTokenMfaConfiguration SoftwareTokenMfaSettings
    StringAttributeConstraints TokenValidityUnits UserAttributeUpdateSettings UserContextData
    UserPoolAddOns UsernameConfiguration VerificationMessageTemplate WebAuthnConfiguration
    WebAuthnMfaSettings`,
  'map of string': `AcrMapping AttributeMapping AuthParameters ChallengeResponses ClientMetadata
    ProviderDetails UserPoolTags`,
  boolean: `AllowAdminCreateUserOnly AllowedOAuthFlowsUserPoolClient CaseSensitive
    ChallengeRequiredOnNewDevice DeveloperOnlyAttribute DeviceOnlyRememberedOnUserPrompt
    EnablePropagateAdditionalUserContextData EnableTokenRevocation Enabled ForceAliasCreation
    GenerateSecret Mutable OpenDcrEnabled Permanent PreferredMfa RequireLowercase RequireNumbers
    RequireSymbols RequireUppercase Required UserDataShared`,
  'list of string': `AliasAttributes AllowedFirstAuthFactors AllowedOAuthFlows AllowedOAuthScopes
    AllowedScopes AttributesRequireVerificationBeforeUpdate AttributesToGet AuthenticatedGrantTypes
    AutoVerifiedAttributes CallbackURLs DesiredDeliveryMediums ExplicitAuthFlows IdpIdentifiers
    LogoutURLs OpenDcrGrantTypes ReadAttributes SupportedIdentityProviders UserAttributeNames
    UsernameAttributes WriteAttributes`,
  'list of structure': `CustomAttributes HttpHeaders MFAOptions RecoveryMechanisms Schema Scopes
    UserAttributes ValidationData`,
  number: `AccessTokenValidity AuthSessionValidity IdTokenValidity Limit ManagedLoginVersion MaxResults
    MinimumLength PasswordHistorySize Precedence Priority RefreshTokenValidity RetryGracePeriodSeconds
    TemporaryPasswordValidityDays UnusedAccountValidityDays`,
  'map of structure': `AcrConfiguration`,
});

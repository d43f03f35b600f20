import { inputTypes } from '../../aws/input-types.ts';

/** The members of all operations' inputs. */
export const identityPoolInputTypes = inputTypes({
  string: `AccountId AmbiguousRoleResolution Claim ClientId CustomRoleArn DeveloperProviderName
    IdentityId IdentityPoolId IdentityPoolName MatchType NextToken ProviderName RoleARN Type Value`,
  structure: `RulesConfiguration`,
  'map of string': `IdentityPoolTags Logins Roles SupportedLoginProviders`,
  boolean: `AllowClassicFlow AllowUnauthenticatedIdentities ServerSideTokenCheck`,
  'list of string': `OpenIdConnectProviderARNs SamlProviderARNs`,
  'list of structure': `CognitoIdentityProviders Rules`,
  number: `MaxResults`,
  'map of structure': `RoleMappings`,
});

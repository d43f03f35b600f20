import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const stsInputTypes = inputTypes({
  string: `AccessKeyId ContextAssertion ExternalId Key Name Policy ProviderArn ProviderId RoleArn RoleSessionName SerialNumber SourceIdentity
    TokenCode Value WebIdentityToken arn`,
  number: 'DurationSeconds MinimumSessionTokenSize',
  'list of string': 'TransitiveTagKeys',
  'list of structure': 'PolicyArns ProvidedContexts Tags',
});

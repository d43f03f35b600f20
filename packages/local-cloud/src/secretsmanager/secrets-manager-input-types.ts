import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const secretsInputTypes = inputTypes({
  string: `ClientRequestToken Description ExcludeCharacters Key KmsKeyId Name NextToken RotationToken SecretBinary SecretId SecretString
    SortBy SortOrder Type Value VersionId VersionStage`,
  number: 'MaxResults PasswordLength RecoveryWindowInDays',
  boolean: `ExcludeLowercase ExcludeNumbers ExcludePunctuation ExcludeUppercase ForceDeleteWithoutRecovery ForceOverwriteReplicaSecret
    IncludePlannedDeletion IncludeSpace RequireEachIncludedType`,
  'list of string': 'SecretIdList TagKeys Values VersionStages',
  'list of structure': 'AddReplicaRegions Filters Tags',
});

import { type Account, regionalArn } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { inputTypes } from '../aws/input-types.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { type SecretsOperations, secretsOperations } from './operations.ts';
import type { SecretsState } from './state.ts';

export interface SecretsManager {
  readonly service: Service;
  readonly operations: SecretsOperations;
}

export const secretsInputTypes = inputTypes({
  string: `ClientRequestToken Description ExcludeCharacters Key KmsKeyId Name NextToken RotationToken SecretBinary SecretId SecretString
    SortBy SortOrder Type Value VersionId VersionStage`,
  number: 'MaxResults PasswordLength RecoveryWindowInDays',
  boolean: `ExcludeLowercase ExcludeNumbers ExcludePunctuation ExcludeUppercase ForceDeleteWithoutRecovery ForceOverwriteReplicaSecret
    IncludePlannedDeletion IncludeSpace RequireEachIncludedType`,
  'list of string': 'SecretIdList TagKeys Values VersionStages',
  'list of structure': 'AddReplicaRegions Filters Tags',
});

export function createSecretsManager(account: Account): SecretsManager {
  const state: SecretsState = { account, secrets: new Map() };
  const operations = bindOperations(state, secretsOperations);
  return {
    service: jsonService({
      signingName: 'secretsmanager',
      version: '1.1',
      operations,
      inputTypes: secretsInputTypes,
      resourcesOf: (operation, input) => [resourceOf(state, operation, input)],
    }),
    operations,
  };
}

/** They are about no one secret; a batch asks for each of its secrets itself. */
const ofNoSecret = new Set(['BatchGetSecretValue', 'GetRandomPassword', 'ListSecrets']);

function resourceOf(
  { account, secrets }: SecretsState,
  operation: string,
  { Name, SecretId }: Record<string, unknown>,
): string {
  const id = operation === 'CreateSecret' ? Name : SecretId;
  if (ofNoSecret.has(operation) || typeof id !== 'string') return '*';
  if (id.startsWith('arn:')) return id;
  return secrets.get(id)?.arn ?? regionalArn(account, 'secretsmanager', `secret:${id}`);
}

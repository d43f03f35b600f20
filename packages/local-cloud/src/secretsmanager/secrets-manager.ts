import { type Account, regionalArn } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { type SecretsOperations, secretsOperations } from './operations.ts';
import { secretsInputTypes } from './secrets-manager-input-types.ts';
import type { SecretsState } from './state.ts';

export interface SecretsManager {
  readonly service: Service;
  readonly operations: SecretsOperations;
}

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

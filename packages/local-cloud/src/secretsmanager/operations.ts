import type { BoundOperations } from '../aws/bind-operations.ts';
import { getRandomPassword } from './operations/random-password.ts';
import { batchGetSecretValue, getSecretValue, putSecretValue } from './operations/secret-values.ts';
import {
  createSecret,
  deleteSecret,
  describeSecret,
  listSecrets,
  restoreSecret,
  tagResource,
  untagResource,
  updateSecret,
} from './operations/secrets.ts';

export const secretsOperations = {
  BatchGetSecretValue: batchGetSecretValue,
  CreateSecret: createSecret,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetSecretValue: getSecretValue,
  ListSecrets: listSecrets,
  PutSecretValue: putSecretValue,
  RestoreSecret: restoreSecret,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
};

export type SecretsOperations = BoundOperations<typeof secretsOperations>;

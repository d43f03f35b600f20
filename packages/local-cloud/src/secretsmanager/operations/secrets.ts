import { randomBytes } from 'node:crypto';
import { regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { fitsFilters, type SecretFilter } from '../secret-filters.ts';
import { invalidParameter, isGone, secretNamed, stagesOf, usableSecret } from '../secret-named.ts';
import type { SecretRecord, SecretsState, SecretTag } from '../state.ts';
import { addVersion, type SecretInput, type ValueInput } from './secret-values.ts';

interface CreateInput extends ValueInput {
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly Tags?: readonly SecretTag[] | undefined;
  readonly AddReplicaRegions?: unknown;
}

export function createSecret(state: SecretsState, input: CreateInput) {
  const { Name: name = '', Description, Tags, AddReplicaRegions } = input;
  if (!/^[\w/+=.@-]{1,512}$/.test(name))
    throw new ServiceError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  if (AddReplicaRegions !== undefined)
    throw invalidParameter('AddReplicaRegions is not offered by this embedded cloud.');
  const existing = state.secrets.get(name);
  if (existing && !isGone(existing))
    throw new ServiceError(
      'ResourceExistsException',
      `The operation failed because the secret ${name} already exists.`,
    );
  const now = new Date();
  // AWS adds six characters, so that a new secret of the same name is another resource for policies.
  const suffix = randomBytes(3).toString('hex');
  const secret: SecretRecord = {
    name,
    arn: regionalArn(state.account, 'secretsmanager', `secret:${name}-${suffix}`),
    created: now,
    changed: now,
    description: Description,
    tags: Tags ?? [],
    versions: new Map(),
    stages: new Map(),
  };
  const hasValue = input.SecretString !== undefined || input.SecretBinary !== undefined;
  const VersionId = hasValue ? addVersion(secret, input) : undefined;
  state.secrets.set(name, secret);
  return { ARN: secret.arn, Name: name, VersionId };
}

export function updateSecret(
  state: SecretsState,
  input: SecretInput & ValueInput & { readonly Description?: string | undefined },
) {
  const secret = usableSecret(state, input.SecretId);
  if (input.Description !== undefined) secret.description = input.Description;
  const hasValue = input.SecretString !== undefined || input.SecretBinary !== undefined;
  const VersionId = hasValue ? addVersion(secret, input) : undefined;
  return { ARN: secret.arn, Name: secret.name, VersionId };
}

export function describeSecret(state: SecretsState, { SecretId }: SecretInput) {
  const secret = secretNamed(state, SecretId);
  const stages = [...secret.versions.keys()].map((id) => [id, stagesOf(secret, id)]);
  return { ...listed(secret), VersionIdsToStages: Object.fromEntries(stages) };
}

export function listSecrets(
  state: SecretsState,
  input: {
    readonly MaxResults?: number | undefined;
    readonly NextToken?: string | undefined;
    readonly IncludePlannedDeletion?: boolean | undefined;
    readonly Filters?: readonly SecretFilter[] | undefined;
  },
) {
  const isWanted = fitsFilters(input.Filters);
  const shown = [...state.secrets.values()].filter(
    (secret) =>
      !isGone(secret) && (!secret.deletion || input.IncludePlannedDeletion === true) && isWanted(secret),
  );
  const page = { token: input.NextToken, size: input.MaxResults ?? 100, maxSize: 100 };
  const { items, nextToken } = pageOf(shown, page, (member) =>
    invalidParameter(member === 'token' ? 'Invalid NextToken.' : 'Invalid MaxResults.'),
  );
  return { SecretList: items.map(listed), NextToken: nextToken };
}

export function deleteSecret(
  state: SecretsState,
  input: SecretInput & {
    readonly RecoveryWindowInDays?: number | undefined;
    readonly ForceDeleteWithoutRecovery?: boolean | undefined;
  },
) {
  const secret = usableSecret(state, input.SecretId);
  const { RecoveryWindowInDays: days = 30, ForceDeleteWithoutRecovery: isForced = false } = input;
  if (!isForced && !(days >= 7 && days <= 30))
    throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
  secret.deletion = new Date(Date.now() + (isForced ? 0 : days * 24 * 60 * 60 * 1000));
  return { ARN: secret.arn, Name: secret.name, DeletionDate: secret.deletion };
}

export function restoreSecret(state: SecretsState, { SecretId }: SecretInput) {
  const secret = secretNamed(state, SecretId);
  secret.deletion = undefined;
  return { ARN: secret.arn, Name: secret.name };
}

export function tagResource(
  state: SecretsState,
  { SecretId, Tags = [] }: SecretInput & { readonly Tags?: readonly SecretTag[] },
): undefined {
  const secret = usableSecret(state, SecretId);
  const kept = secret.tags.filter(({ Key }) => !Tags.some((tag) => tag.Key === Key));
  secret.tags = [...kept, ...Tags];
}

export function untagResource(
  state: SecretsState,
  { SecretId, TagKeys = [] }: SecretInput & { readonly TagKeys?: readonly string[] },
): undefined {
  const secret = usableSecret(state, SecretId);
  secret.tags = secret.tags.filter(({ Key = '' }) => !TagKeys.includes(Key));
}

function listed({ arn, name, description, created, changed, deletion, tags }: SecretRecord) {
  return {
    ARN: arn,
    Name: name,
    Description: description,
    CreatedDate: created,
    LastChangedDate: changed,
    DeletedDate: deletion,
    Tags: tags,
  };
}

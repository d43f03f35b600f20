import { randomBytes } from 'node:crypto';
import { regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter, refuseMembers } from '../errors.ts';
import { fitsFilters, type SecretFilter } from '../secret-filters.ts';
import { isGone, secretNamed, stagesOf, usableSecret } from '../secret-named.ts';
import { inOrder } from '../secret-order.ts';
import type { SecretRecord, SecretsState, SecretTag } from '../state.ts';
import { addVersion, type SecretInput, type ValueInput } from './secret-values.ts';

interface CreateInput extends ValueInput {
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly Tags?: readonly SecretTag[] | undefined;
  readonly AddReplicaRegions?: unknown;
  readonly Type?: string | undefined;
}

export function createSecret(state: SecretsState, input: CreateInput) {
  const { Name: name = '', Description, KmsKeyId, Tags, AddReplicaRegions, Type } = input;
  if (!/^[\w/+=.@-]{1,512}$/.test(name))
    throw new ServiceError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  refuseMembers({ AddReplicaRegions, Type });
  const existing = state.secrets.get(name);
  if (existing && !isGone(existing)) return sameSecret(existing, input);
  const now = new Date();
  // AWS adds six characters, so that a new secret of the same name is another resource for policies.
  const suffix = randomBytes(3).toString('hex');
  const secret: SecretRecord = {
    name,
    arn: regionalArn(state.account, 'secretsmanager', `secret:${name}-${suffix}`),
    created: now,
    changed: now,
    description: Description,
    kmsKeyId: KmsKeyId,
    tags: Tags ?? [],
    versions: new Map(),
    stages: new Map(),
  };
  const hasValue = input.SecretString !== undefined || input.SecretBinary !== undefined;
  const VersionId = hasValue ? addVersion(secret, input) : undefined;
  state.secrets.set(name, secret);
  return { ARN: secret.arn, Name: name, VersionId };
}

/** A retry of the request that made the secret is no error. */
function sameSecret(secret: SecretRecord, { ClientRequestToken: id = '', ...input }: CreateInput) {
  const { arn: ARN, name, deletion, versions } = secret;
  if (deletion)
    throw new ServiceError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  const version = versions.get(id);
  if (version && version.text === input.SecretString && version.binary === input.SecretBinary)
    return { ARN, Name: name, VersionId: id };
  throw new ServiceError(
    'ResourceExistsException',
    `The operation failed because the secret ${name} already exists.`,
  );
}

export function updateSecret(
  state: SecretsState,
  input: SecretInput &
    ValueInput & {
      readonly Description?: string | undefined;
      readonly KmsKeyId?: string | undefined;
      readonly Type?: string | undefined;
    },
) {
  refuseMembers({ Type: input.Type });
  const secret = usableSecret(state, input.SecretId);
  if (input.Description !== undefined) secret.description = input.Description;
  if (input.KmsKeyId !== undefined) secret.kmsKeyId = input.KmsKeyId;
  const hasValue = input.SecretString !== undefined || input.SecretBinary !== undefined;
  const VersionId = hasValue ? addVersion(secret, input) : undefined;
  return { ARN: secret.arn, Name: secret.name, VersionId };
}

export function describeSecret(state: SecretsState, { SecretId }: SecretInput) {
  const { SecretVersionsToStages, ...secret } = listed(secretNamed(state, SecretId));
  return { ...secret, VersionIdsToStages: SecretVersionsToStages };
}

export function listSecrets(
  state: SecretsState,
  input: {
    readonly MaxResults?: number | undefined;
    readonly NextToken?: string | undefined;
    readonly IncludePlannedDeletion?: boolean | undefined;
    readonly Filters?: readonly SecretFilter[] | undefined;
    readonly SortBy?: string | undefined;
    readonly SortOrder?: string | undefined;
  },
) {
  const { IncludePlannedDeletion = false } = input;
  const isWanted = fitsFilters(input.Filters);
  const shown = [...state.secrets.values()]
    .filter((secret) => !isGone(secret) && (!secret.deletion || IncludePlannedDeletion) && isWanted(secret))
    .sort(inOrder(input));
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
  const { RecoveryWindowInDays, ForceDeleteWithoutRecovery: isForced = false } = input;
  const days = RecoveryWindowInDays ?? 30;
  if (isForced && RecoveryWindowInDays !== undefined)
    throw invalidParameter(
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  // What waits for its deletion can be deleted at once, so that its name is free again.
  const secret = isForced ? secretNamed(state, input.SecretId) : usableSecret(state, input.SecretId);
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

function listed(secret: SecretRecord) {
  const { arn, name, description, kmsKeyId, created, changed, accessed, deletion, tags, versions } = secret;
  const stages = [...versions.keys()].map((id) => [id, stagesOf(secret, id)]);
  return {
    ARN: arn,
    Name: name,
    Description: description,
    KmsKeyId: kmsKeyId,
    CreatedDate: created,
    LastChangedDate: changed,
    LastAccessedDate: accessed,
    DeletedDate: deletion,
    Tags: tags,
    SecretVersionsToStages: Object.fromEntries(stages),
  };
}

import { randomUUID } from 'node:crypto';
import { jsonAccessDenied } from '../../aws/json-protocol.ts';
import { pageOf } from '../../aws/page-of.ts';
import { requireAccess } from '../../aws/policy/require-access.ts';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter, refuseMembers } from '../errors.ts';
import { fitsFilters, type SecretFilter } from '../secret-filters.ts';
import { stagesOf, usableSecret, versionOf } from '../secret-named.ts';
import type { SecretRecord, SecretsState } from '../state.ts';

export interface ValueInput {
  readonly ClientRequestToken?: string | undefined;
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
}

export interface SecretInput {
  readonly SecretId?: string | undefined;
}

const maxBytes = 65_536;

export function getSecretValue(
  state: SecretsState,
  input: SecretInput & {
    readonly VersionId?: string | undefined;
    readonly VersionStage?: string | undefined;
  },
) {
  const secret = usableSecret(state, input.SecretId);
  const version = versionOf(secret, input);
  secret.accessed = startOfDay(new Date());
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    SecretString: version.text,
    SecretBinary: version.binary,
    VersionStages: stagesOf(secret, version.id),
    CreatedDate: version.created,
  };
}

/** The current values of several secrets; one that cannot be read is an error beside the others. */
export function batchGetSecretValue(
  state: SecretsState,
  input: {
    readonly SecretIdList?: readonly string[] | undefined;
    readonly Filters?: readonly SecretFilter[] | undefined;
    readonly MaxResults?: number | undefined;
    readonly NextToken?: string | undefined;
  },
  context?: CallContext,
) {
  const { SecretIdList: ids, Filters } = input;
  if ((ids === undefined) === (Filters === undefined))
    throw invalidParameter('You must provide either SecretIdList or Filters.');
  if (ids && (ids.length > 20 || input.MaxResults !== undefined))
    throw invalidParameter('Expected at most 20 SecretIds in SecretIdList, and no MaxResults with it.');
  const isWanted = fitsFilters(Filters);
  const found = [...state.secrets.values()].filter((secret) => !secret.deletion && isWanted(secret));
  const page = { token: input.NextToken, size: input.MaxResults ?? 20, maxSize: 20 };
  const { items, nextToken } = pageOf(ids ?? found.map(({ arn }) => arn), page, (member) =>
    invalidParameter(member === 'token' ? 'Invalid NextToken.' : 'Invalid MaxResults.'),
  );
  const values: ReturnType<typeof getSecretValue>[] = [];
  const errors: { SecretId: string; ErrorCode: string; Message: string }[] = [];
  for (const SecretId of items) {
    try {
      const value = getSecretValue(state, { SecretId });
      requireAccess(context?.caller, 'secretsmanager:GetSecretValue', value.ARN, jsonAccessDenied);
      values.push(value);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
    }
  }
  return { SecretValues: values, Errors: errors, NextToken: nextToken };
}

export function putSecretValue(
  state: SecretsState,
  input: SecretInput &
    ValueInput & {
      readonly VersionStages?: readonly string[] | undefined;
      readonly RotationToken?: string | undefined;
    },
) {
  refuseMembers({ RotationToken: input.RotationToken });
  const secret = usableSecret(state, input.SecretId);
  const id = addVersion(secret, input, input.VersionStages);
  return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: stagesOf(secret, id) };
}

/** Adds a version, unless a retry brings it again. It takes the stages from others; AWSCURRENT leaves AWSPREVIOUS to the version that had it. */
export function addVersion(
  secret: SecretRecord,
  { ClientRequestToken: id = randomUUID(), SecretString: text, SecretBinary: binary }: ValueInput,
  stages: readonly string[] = ['AWSCURRENT'],
): string {
  if ((text === undefined) === (binary === undefined))
    throw invalidParameter('You must provide either SecretString or SecretBinary.');
  if (Buffer.byteLength(text ?? binary ?? '') > maxBytes)
    throw invalidParameter(`The secret value must have at most ${maxBytes} bytes.`);
  if (id.length < 32 || id.length > 64)
    throw invalidParameter('ClientRequestToken must be 32-64 characters long.');
  const existing = secret.versions.get(id);
  if (existing) {
    if (existing.text === text && existing.binary === binary) return id;
    throw new ServiceError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  const now = new Date();
  secret.versions.set(id, { id, created: now, text, binary });
  for (const stage of stages) {
    const former = secret.stages.get(stage);
    if (stage === 'AWSCURRENT' && former !== undefined && former !== id)
      secret.stages.set('AWSPREVIOUS', former);
    secret.stages.set(stage, id);
  }
  secret.changed = now;
  // Versions without a stage are deprecated, and AWS removes them.
  for (const one of secret.versions.keys())
    if (stagesOf(secret, one).length === 0) secret.versions.delete(one);
  return id;
}

/** AWS keeps the day alone, so that reads need not write. */
function startOfDay(date: Date): Date {
  return new Date(date.toISOString().slice(0, 10));
}

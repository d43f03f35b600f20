import { ServiceError } from '../aws/service-error.ts';
import { notFound } from './errors.ts';
import type { SecretRecord, SecretsState, SecretVersion } from './state.ts';

/** The secret of a name or an ARN, even one that waits for its deletion. */
export function secretNamed({ secrets }: SecretsState, id = ''): SecretRecord {
  const secret = secrets.get(id) ?? [...secrets.values()].find(({ arn }) => arn === id);
  if (secret && !isGone(secret)) return secret;
  throw notFound("Secrets Manager can't find the specified secret.");
}

/** The same, for operations that a deletion forbids. */
export function usableSecret(state: SecretsState, id: string | undefined): SecretRecord {
  const secret = secretNamed(state, id);
  if (!secret.deletion) return secret;
  throw new ServiceError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

export function versionOf(
  { versions, stages }: SecretRecord,
  { VersionId, VersionStage }: { VersionId?: string | undefined; VersionStage?: string | undefined },
): SecretVersion {
  const stage = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
  const id = VersionId ?? stages.get(stage ?? '');
  const version = versions.get(id ?? '');
  if (version && (stage === undefined || stages.get(stage) === version.id)) return version;
  const what = VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`;
  throw notFound(`Secrets Manager can't find the specified secret value for ${what}`);
}

export function stagesOf({ stages }: SecretRecord, id: string): string[] {
  return [...stages].filter(([, version]) => version === id).map(([stage]) => stage);
}

export function isGone({ deletion }: SecretRecord): boolean {
  return deletion !== undefined && deletion.getTime() <= Date.now();
}

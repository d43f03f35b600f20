import { type Account, regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { alreadyExists, invalidParameter, notFound } from '../errors.ts';
import type { EcrState, Repository, Tag, TagFilter } from '../state.ts';
import { addTags } from './repository-tags.ts';

export interface CreateRepositoryInput {
  readonly repositoryName?: string | undefined;
  readonly registryId?: string | undefined;
  readonly imageTagMutability?: string | undefined;
  readonly imageTagMutabilityExclusionFilters?: readonly TagFilter[] | undefined;
  readonly imageScanningConfiguration?: { readonly scanOnPush?: boolean } | undefined;
  readonly encryptionConfiguration?:
    | { readonly encryptionType?: string; readonly kmsKey?: string | undefined }
    | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

export interface RepositoryInput {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
}

interface RepositoryListInput {
  readonly registryId?: string | undefined;
  readonly repositoryNames?: readonly string[] | undefined;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const namePattern = '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*';

const mutabilities = ['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'];
const encryptions = ['AES256', 'KMS', 'KMS_DSSE'];

export function createRepository(state: EcrState, input: CreateRepositoryInput): { repository: Repository } {
  const { account, repositories } = state;
  const { repositoryName: name = '', tags = [] } = input;
  const { encryptionType = 'AES256', kmsKey } = input.encryptionConfiguration ?? {};
  const { imageTagMutability = 'MUTABLE', imageTagMutabilityExclusionFilters: filters } = input;
  requireOwnRegistry(account, input.registryId, name);
  if (name.length < 2 || name.length > 256 || !new RegExp(`^${namePattern}$`).test(name)) {
    throw invalidParameter('repositoryName', `must satisfy regular expression '${namePattern}'`);
  }
  if (repositories.has(name)) throw alreadyExists(name, account.id);
  for (const [member, value, values] of [
    ['imageTagMutability', imageTagMutability, mutabilities],
    ['encryptionType', encryptionType, encryptions],
  ] as const)
    if (!values.includes(value))
      throw invalidParameter(member, `Member must satisfy enum value set: [${values.join(', ')}]`);
  const repository: Repository = {
    repositoryArn: regionalArn(account, 'ecr', `repository/${name}`),
    registryId: account.id,
    repositoryName: name,
    repositoryUri: `${account.id}.dkr.ecr.${account.region}.amazonaws.com/${name}`,
    createdAt: new Date(),
    imageTagMutability,
    ...(filters && { imageTagMutabilityExclusionFilters: filters }),
    imageScanningConfiguration: { scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false },
    encryptionConfiguration: { encryptionType, ...(kmsKey !== undefined && { kmsKey }) },
  };
  addTags(state, repository.repositoryArn, tags);
  repositories.set(name, repository);
  return { repository };
}

export function describeRepositories(
  state: EcrState,
  { registryId, repositoryNames, nextToken: token, maxResults: size = 100 }: RepositoryListInput,
): { repositories: Repository[]; nextToken?: string } {
  requireOwnRegistry(state.account, registryId, repositoryNames?.[0]);
  const all = repositoryNames?.map((name) => repositoryNamed(state, name)) ?? [
    ...state.repositories.values(),
  ];
  const { items, ...next } = pageOf(all, { token, size, maxSize: 1000 }, (member) =>
    invalidParameter(member === 'token' ? 'nextToken' : 'maxResults'),
  );
  return { repositories: items, ...next };
}

/** No repository has images here, so `force` changes nothing. */
export function deleteRepository(
  state: EcrState,
  { registryId, repositoryName = '' }: RepositoryInput,
): { repository: Repository } {
  requireOwnRegistry(state.account, registryId, repositoryName);
  const repository = repositoryNamed(state, repositoryName);
  state.repositories.delete(repositoryName);
  state.tags.delete(repository.repositoryArn);
  return { repository };
}

function repositoryNamed({ account, repositories }: EcrState, name: string): Repository {
  const repository = repositories.get(name);
  if (repository) return repository;
  throw notFound(name, account.id);
}

/** Registries of other accounts have no repositories here. */
function requireOwnRegistry({ id }: Account, registryId = id, name = ''): void {
  if (registryId !== id) throw notFound(name, registryId);
}

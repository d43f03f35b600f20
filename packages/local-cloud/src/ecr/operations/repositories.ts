import { regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { EcrState, Repository } from '../state.ts';

export interface CreateRepositoryInput {
  readonly repositoryName?: string | undefined;
  readonly imageTagMutability?: string | undefined;
  readonly imageScanningConfiguration?: { readonly scanOnPush?: boolean } | undefined;
  readonly encryptionConfiguration?: { readonly encryptionType?: string } | undefined;
}

export interface RepositoryInput {
  readonly repositoryName?: string | undefined;
}

interface RepositoryListInput {
  readonly repositoryNames?: readonly string[] | undefined;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const namePattern = '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*';

export function createRepository(
  { account, repositories }: EcrState,
  input: CreateRepositoryInput,
): { repository: Repository } {
  const { repositoryName: name = '' } = input;
  if (name.length < 2 || name.length > 256 || !new RegExp(`^${namePattern}$`).test(name)) {
    throw new ServiceError(
      'InvalidParameterException',
      `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '${namePattern}''`,
    );
  }
  if (repositories.has(name)) {
    throw new ServiceError(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${account.id}'`,
    );
  }
  const repository: Repository = {
    repositoryArn: regionalArn(account, 'ecr', `repository/${name}`),
    registryId: account.id,
    repositoryName: name,
    repositoryUri: `${account.id}.dkr.ecr.${account.region}.amazonaws.com/${name}`,
    createdAt: new Date(),
    imageTagMutability: input.imageTagMutability ?? 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false },
    encryptionConfiguration: { encryptionType: input.encryptionConfiguration?.encryptionType ?? 'AES256' },
  };
  repositories.set(name, repository);
  return { repository };
}

export function describeRepositories(
  state: EcrState,
  { repositoryNames, nextToken: token, maxResults: size = 100 }: RepositoryListInput,
): { repositories: Repository[]; nextToken?: string } {
  const all = repositoryNames?.map((name) => repositoryNamed(state, name)) ?? [
    ...state.repositories.values(),
  ];
  const { items, ...next } = pageOf(all, { token, size, maxSize: 1000 }, (member) => {
    const name = member === 'token' ? 'nextToken' : 'maxResults';
    return new ServiceError('InvalidParameterException', `Invalid parameter at '${name}'`);
  });
  return { repositories: items, ...next };
}

/** No repository has images here, so `force` changes nothing. */
export function deleteRepository(
  state: EcrState,
  { repositoryName = '' }: RepositoryInput,
): { repository: Repository } {
  const repository = repositoryNamed(state, repositoryName);
  state.repositories.delete(repositoryName);
  return { repository };
}

function repositoryNamed({ account, repositories }: EcrState, name: string): Repository {
  const repository = repositories.get(name);
  if (repository) return repository;
  throw new ServiceError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${account.id}'`,
  );
}

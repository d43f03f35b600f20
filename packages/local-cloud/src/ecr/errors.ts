import { ServiceError } from '../aws/service-error.ts';

export function invalidParameter(name: string, constraint?: string): ServiceError {
  const failure = constraint === undefined ? '' : ` failed to satisfy constraint: '${constraint}'`;
  return new ServiceError('InvalidParameterException', `Invalid parameter at '${name}'${failure}`);
}

export function alreadyExists(name: string, registryId: string): ServiceError {
  return new ServiceError(
    'RepositoryAlreadyExistsException',
    `The repository with name '${name}' already exists in the registry with id '${registryId}'`,
  );
}

export function notFound(name: string, registryId: string): ServiceError {
  return new ServiceError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registryId}'`,
  );
}

import { ServiceError } from '../aws/service-error.ts';

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

/** A member that breaks a constraint of the API's model. */
export function invalidValue(value: unknown, member: string, constraint: string): ServiceError {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return invalidParameter(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export function invalidNextToken(): ServiceError {
  return invalidParameter('The specified nextToken is invalid.');
}

export function invalidFilterPattern(): ServiceError {
  return invalidParameter('Invalid filter pattern');
}

export function resourceNotFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}

export function resourceAlreadyExists(message: string): ServiceError {
  return new ServiceError('ResourceAlreadyExistsException', message);
}

export function tooManyTags(message: string): ServiceError {
  return new ServiceError('TooManyTagsException', message);
}

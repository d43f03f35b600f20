import { ServiceError } from '../aws/service-error.ts';

export function noSuchEntity(message: string): ServiceError {
  return new ServiceError('NoSuchEntity', message, 404);
}

export function deleteConflict(message: string): ServiceError {
  return new ServiceError('DeleteConflict', message, 409);
}

export function entityAlreadyExists(message: string): ServiceError {
  return new ServiceError('EntityAlreadyExists', message, 409);
}

export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceeded', message, 409);
}

export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInput', message);
}

export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

/** A member that breaks a constraint of the API's model. */
export function invalidValue(name: string, constraint: string): ServiceError {
  return validationError(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}

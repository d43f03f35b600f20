import { ServiceError } from '../aws/service-error.ts';

export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

export function invalidValue(name: string, constraint: string): ServiceError {
  return invalid(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}

export function unsigned(): ServiceError {
  return new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
}

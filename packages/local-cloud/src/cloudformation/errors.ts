import { ServiceError } from '../aws/service-error.ts';

/** CloudFormation refuses nearly everything with this one code; only the messages differ. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

export function formatError(message: string): ServiceError {
  return validationError(`Template format error: ${message}`);
}

export function templateError(message: string): ServiceError {
  return validationError(`Template error: ${message}`);
}

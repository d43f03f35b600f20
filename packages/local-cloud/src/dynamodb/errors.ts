import { ServiceError } from '../aws/service-error.ts';

export function validationException(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

/** The SDKs try again after it. */
export function internalServerError(): ServiceError {
  return new ServiceError('InternalServerError', 'Internal server error', 500);
}

/** Refuses what would be silently ignored. */
export function refuseMember(operation: string, input: object, member: string): void {
  if (!Object.hasOwn(input, member)) return;
  throw validationException(`The member ${member} of ${operation} is not offered by this embedded cloud.`);
}

import { ServiceError } from '../aws/service-error.ts';

/** Lambda's error shapes have a member `Type`: `User` or `Service`. */
export function lambdaError(
  code: string,
  message: string,
  statusCode = 400,
  fields: Readonly<Record<string, unknown>> = {},
): ServiceError {
  return new ServiceError(code, message, statusCode, { Type: 'User', ...fields });
}

export function invalidParameter(message: string): ServiceError {
  return lambdaError('InvalidParameterValueException', message);
}

/** A member that breaks a constraint of the API's model. */
export function invalidValue(value: unknown, name: string, constraint: string): ServiceError {
  return lambdaError(
    'ValidationException',
    `1 validation error detected: Value '${String(value)}' at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}

/** The one shape with a capital letter. */
export function notFound(Message: string): ServiceError {
  return lambdaError('ResourceNotFoundException', Message, 404, { Message, message: undefined });
}

export function accessDenied(message: string): ServiceError {
  return lambdaError('AccessDeniedException', message, 403);
}

export function conflict(message: string): ServiceError {
  return lambdaError('ResourceConflictException', message, 409);
}

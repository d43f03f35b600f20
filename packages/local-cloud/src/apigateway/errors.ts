import { ServiceError } from '../aws/service-error.ts';

export function badRequest(message: string): ServiceError {
  return new ServiceError('BadRequestException', message, 400);
}

export function conflict(message: string): ServiceError {
  return new ServiceError('ConflictException', message, 409);
}

export function notFound(message: string): ServiceError {
  return new ServiceError('NotFoundException', message, 404);
}

/** What the shapes of AWS's API exclude. */
export function validationFailure(value: string, member: string, constraint: string): ServiceError {
  const failure = `Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`;
  return new ServiceError('ValidationException', `1 validation error detected: ${failure}`);
}

/** Something that AWS has and this cloud does not. It is refused by name, so that nobody believes that it works. */
export function notOffered(what: string): ServiceError {
  return badRequest(`${what} is not offered by this embedded cloud.`);
}

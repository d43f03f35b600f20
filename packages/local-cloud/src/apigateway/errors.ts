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

/** A value that the shapes of AWS's API exclude. */
export interface ShapeFailure {
  readonly value: string;
  readonly member: string;
  readonly constraint: string;
}

export function validationFailure(...failures: readonly ShapeFailure[]): ServiceError {
  const count = `${failures.length} validation error${failures.length === 1 ? '' : 's'} detected`;
  const list = failures.map(
    ({ value, member, constraint }) =>
      `Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
  return new ServiceError('ValidationException', `${count}: ${list.join('; ')}`);
}

/** The constraint of a member that takes one of some words. */
export function enumConstraint(words: readonly string[]): string {
  return `Member must satisfy enum value set: [${words.join(', ')}]`;
}

/** Something that AWS has and this cloud does not. It is refused by name, so that nobody believes that it works. */
export function notOffered(what: string): ServiceError {
  return badRequest(`${what} is not offered by this embedded cloud.`);
}

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

/** Something that AWS has and this cloud does not. It is refused by name, so that nobody believes that it works. */
export function notOffered(what: string): ServiceError {
  return badRequest(`${what} is not offered by this embedded cloud.`);
}

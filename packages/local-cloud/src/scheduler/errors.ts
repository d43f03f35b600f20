import { ServiceError } from '../aws/service-error.ts';

export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

export function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, 404);
}

export function notOffered(what: string): ServiceError {
  return invalid(`${what} is not offered by this embedded cloud`);
}

export function accessDenied(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message, 403);
}

import { ServiceError } from '../aws/service-error.ts';

export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

export function notOffered(what: string): ServiceError {
  return invalid(`${what} is not offered by this embedded cloud.`);
}

/** AWS says no more than the code. */
export function parameterNotFound(): ServiceError {
  return new ServiceError('ParameterNotFound', '');
}

export function invalidToken(): ServiceError {
  return new ServiceError('InvalidNextToken', 'The specified token is not valid.');
}

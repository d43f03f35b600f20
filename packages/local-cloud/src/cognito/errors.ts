import { ServiceError } from '../aws/service-error.ts';

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

/** A member that breaks a constraint of the API's model. */
export function invalidValue(member: string, constraint: string): ServiceError {
  return invalidParameter(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export function notOffered(what: string): ServiceError {
  return invalidParameter(`${what} is not offered by this embedded cloud.`);
}

export function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}

export function incorrectPassword(): ServiceError {
  return notAuthorized('Incorrect username or password.');
}

export function resourceNotFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}

export function userNotFound(message = 'User does not exist.'): ServiceError {
  return new ServiceError('UserNotFoundException', message);
}

export function usernameExists(message: string): ServiceError {
  return new ServiceError('UsernameExistsException', message);
}

export function aliasExists(attribute: string): ServiceError {
  return new ServiceError('AliasExistsException', `An account with the given ${attribute} already exists.`);
}

export function codeMismatch(): ServiceError {
  return new ServiceError('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

export function expiredCode(): ServiceError {
  return new ServiceError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
}

export function limitExceeded(): ServiceError {
  return new ServiceError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
}

export function invalidPassword(reason: string): ServiceError {
  return new ServiceError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);
}

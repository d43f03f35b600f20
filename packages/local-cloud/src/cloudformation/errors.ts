import { ServiceError } from '../aws/service-error.ts';

/** AWS answers nearly every refusal of CloudFormation with this one code; the text tells them apart. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

export function formatError(message: string): ServiceError {
  return validationError(`Template format error: ${message}`);
}

export function templateError(message: string): ServiceError {
  return validationError(`Template error: ${message}`);
}

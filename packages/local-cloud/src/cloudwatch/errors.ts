import { ServiceError } from '../aws/service-error.ts';

export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

export function missingParameter(name: string): ServiceError {
  return new ServiceError('MissingRequiredParameterException', `The parameter ${name} is required.`);
}

export function invalidCombination(message: string): ServiceError {
  return new ServiceError('InvalidParameterCombinationException', message);
}

export function invalidValue(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message);
}

export function dashboardNotFound(name: string | undefined): ServiceError {
  return new ServiceError('DashboardNotFoundError', `Dashboard ${name} does not exist`, 404);
}

export function invalidDashboard(message: string): ServiceError {
  const dashboardValidationMessages = [{ Message: message }];
  return new ServiceError(
    'DashboardInvalidInputError',
    `The dashboard body is invalid, there are 1 validation errors:${JSON.stringify([{ message }])}`,
    400,
    { dashboardValidationMessages },
  );
}

/** What the Query protocol calls these errors; the other protocols say it in a header. */
const queryCodes: Readonly<Record<string, string>> = {
  MissingRequiredParameterException: 'MissingParameter',
  InvalidParameterCombinationException: 'InvalidParameterCombination',
  InvalidParameterValueException: 'InvalidParameterValue',
  DashboardNotFoundError: 'ResourceNotFound',
  DashboardInvalidInputError: 'InvalidParameterInput',
};

export function queryCode(code: string): string {
  return Object.hasOwn(queryCodes, code) ? (queryCodes[code] ?? code) : code;
}

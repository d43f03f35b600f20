import { badValue } from './bad-value.ts';

// Names of RFC 9110 in AWS's spelling; clients and selection patterns match on them.
const errorCodes = {
  400: 'BadRequest',
  401: 'Unauthorized',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'LengthRequired',
  412: 'PreconditionFailed',
  413: 'ContentTooLarge',
  414: 'UriTooLong',
  415: 'UnsupportedMediaType',
  416: 'RangeNotSatisfiable',
  422: 'UnprocessableContent',
  428: 'PreconditionRequired',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
} as const;

/** The error statuses that have a code here. */
export type ErrorStatus = keyof typeof errorCodes;

/** Whether a number, perhaps from a client, is an error status that has a code here. */
export function isErrorStatus(status: number): status is ErrorStatus {
  return Object.hasOwn(errorCodes, status);
}

/** The code of an error status, such as `NotFound` for 404. Throws a `RangeError` for any other number. */
export function errorCode(status: ErrorStatus): string {
  if (!isErrorStatus(status)) {
    throw new RangeError(badValue('an HTTP error status such as 400 or 503', 'status', status));
  }
  return errorCodes[status];
}

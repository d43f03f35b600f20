import type {
  getLambdaResponseError,
  getPrefixRawResponseError,
  getPrefixResponseError,
} from './error-patterns.generated.ts';

/** Every response that the API describes besides a success. */
export type Refusal = getPrefixResponseError | getPrefixRawResponseError | getLambdaResponseError;

/** What every method of the client rejects with; one class below for each status. */
export class ApiException extends Error {
  readonly status: number;
  /** The error's type in the API's words, such as `NotFound`. */
  readonly type: string;
  readonly requestId: string | null;

  constructor({ status, data, headers }: Refusal) {
    super('type' in data ? data.message : data.errorMessage);
    this.name = new.target.name;
    this.status = status;
    this.type = 'type' in data ? data.type : data.errorType;
    this.requestId = 'type' in data ? data['request-id'] : headers.get('x-amzn-requestid');
  }
}

export class BadRequestException extends ApiException {}
export class UnauthorizedException extends ApiException {}
export class ForbiddenException extends ApiException {}
export class NotFoundException extends ApiException {}
export class TooManyRequestsException extends ApiException {}
export class InternalServerErrorException extends ApiException {}
export class BadGatewayException extends ApiException {}
export class ServiceUnavailableException extends ApiException {}
export class GatewayTimeoutException extends ApiException {}

/** The exception of a response; the base class for a status that the API does not describe. */
export function exceptionOf(refusal: Refusal): ApiException {
  const Exception: typeof ApiException | undefined = exceptions[refusal.status];
  return new (Exception ?? ApiException)(refusal);
}

// A status that joins the definition is missing here until it has its class: that does not compile.
const exceptions: Readonly<Record<Refusal['status'], typeof ApiException>> = {
  400: BadRequestException,
  401: UnauthorizedException,
  403: ForbiddenException,
  404: NotFoundException,
  429: TooManyRequestsException,
  500: InternalServerErrorException,
  502: BadGatewayException,
  503: ServiceUnavailableException,
  504: GatewayTimeoutException,
};

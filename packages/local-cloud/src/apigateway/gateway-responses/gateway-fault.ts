import { type GatewayResponseType, gatewayResponseTypes } from './gateway-response-types.ts';

/** Any step may end an exchange with one: a gateway response is made of it. */
export class GatewayFault extends Error {
  readonly type: GatewayResponseType;
  readonly status: number;
  /** The value of `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** What a validator found, made when something asks for it. */
  readonly validationErrors: (() => string) | undefined;

  constructor(
    type: GatewayResponseType,
    message: string,
    options: {
      readonly status?: number;
      readonly cause?: unknown;
      readonly errorType?: string;
      readonly validationErrors?: () => string;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'GatewayFault';
    this.type = type;
    this.status = options.status ?? gatewayResponseTypes[type].status;
    this.errorType = options.errorType ?? gatewayResponseTypes[type].errorType;
    this.validationErrors = options.validationErrors;
  }
}

/** A failing integration has no one status: 500 and 502 stand beside the listed 504. */
export function integrationFailure(status: 500 | 502, cause?: unknown): GatewayFault {
  return new GatewayFault('INTEGRATION_FAILURE', 'Internal server error', { status, cause });
}

export function configurationError(cause?: unknown): GatewayFault {
  return new GatewayFault('API_CONFIGURATION_ERROR', 'Internal server error', { cause });
}

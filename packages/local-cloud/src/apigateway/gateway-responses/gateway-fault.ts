import { type GatewayResponseType, gatewayResponseTypes } from './gateway-response-types.ts';

/** Thrown by any step to end an exchange with a gateway response. */
export class GatewayFault extends Error {
  readonly type: GatewayResponseType;
  readonly status: number;
  /** The value of `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** Returns the findings of a validator; they are built on demand. */
  readonly validationErrors: (() => string) | undefined;
  /** `$context.authorizer` of a call that a Lambda authorizer denied. */
  readonly authorizer: Readonly<Record<string, unknown>> | undefined;

  constructor(
    type: GatewayResponseType,
    message: string,
    options: {
      readonly status?: number;
      readonly cause?: unknown;
      readonly errorType?: string;
      readonly validationErrors?: () => string;
      readonly authorizer?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'GatewayFault';
    this.type = type;
    this.status = options.status ?? gatewayResponseTypes[type].status;
    this.errorType = options.errorType ?? gatewayResponseTypes[type].errorType;
    this.validationErrors = options.validationErrors;
    this.authorizer = options.authorizer;
  }
}

/** A failing integration responds with 500 or 502, although the type's status is 504. */
export function integrationFailure(status: 500 | 502, cause?: unknown): GatewayFault {
  return new GatewayFault('INTEGRATION_FAILURE', 'Internal server error', { status, cause });
}

export function configurationError(cause?: unknown): GatewayFault {
  return new GatewayFault('API_CONFIGURATION_ERROR', 'Internal server error', { cause });
}

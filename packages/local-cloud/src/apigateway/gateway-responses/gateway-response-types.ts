interface ResponseTypeDefaults {
  readonly status: number;
  readonly errorType: string;
}

const serverError = 'InternalServerErrorException';

/** Every response type that a definition may customise, with AWS's defaults. */
export const gatewayResponseTypes = {
  ACCESS_DENIED: { status: 403, errorType: 'AccessDeniedException' },
  API_CONFIGURATION_ERROR: { status: 500, errorType: serverError },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, errorType: 'AuthorizerConfigurationException' },
  AUTHORIZER_FAILURE: { status: 500, errorType: 'AuthorizerConfigurationException' },
  BAD_REQUEST_BODY: { status: 400, errorType: 'BadRequestException' },
  BAD_REQUEST_PARAMETERS: { status: 400, errorType: 'BadRequestException' },
  EXPIRED_TOKEN: { status: 403, errorType: 'ExpiredTokenException' },
  INTEGRATION_FAILURE: { status: 504, errorType: serverError },
  INTEGRATION_TIMEOUT: { status: 504, errorType: serverError },
  INVALID_API_KEY: { status: 403, errorType: 'ForbiddenException' },
  INVALID_SIGNATURE: { status: 403, errorType: 'InvalidSignatureException' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, errorType: 'MissingAuthenticationTokenException' },
  QUOTA_EXCEEDED: { status: 429, errorType: 'LimitExceededException' },
  REQUEST_TOO_LARGE: { status: 413, errorType: 'RequestTooLargeException' },
  RESOURCE_NOT_FOUND: { status: 404, errorType: 'NotFoundException' },
  THROTTLED: { status: 429, errorType: 'TooManyRequestsException' },
  UNAUTHORIZED: { status: 401, errorType: 'UnauthorizedException' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, errorType: 'BadRequestException' },
  WAF_FILTERED: { status: 403, errorType: 'ForbiddenException' },
} as const satisfies Record<string, ResponseTypeDefaults>;

export type GatewayResponseType = keyof typeof gatewayResponseTypes;

/** Apply to every type of their class that is not customised itself. */
export const gatewayResponseClasses = ['DEFAULT_4XX', 'DEFAULT_5XX'] as const;

export type GatewayResponseClass = (typeof gatewayResponseClasses)[number];

export function isGatewayResponseName(name: string): name is GatewayResponseType | GatewayResponseClass {
  return Object.hasOwn(gatewayResponseTypes, name) || gatewayResponseClasses.some((known) => known === name);
}

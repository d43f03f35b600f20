/**
 * A refusal in AWS's own words. Each protocol renders it in its own shape; anything else that is thrown is a
 * bug, which is logged, and the client gets an opaque `InternalFailure`.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly statusCode: number;
  /** Members beside `message` that the error shape has, such as `Reason` or `Type`. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    statusCode = 400,
    fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

export function unknownOperation(service: string, operation: string, statusCode = 404): ServiceError {
  return new ServiceError(
    'UnknownOperationException',
    `The operation ${operation} of ${service} is not offered by this embedded cloud.`,
    statusCode,
  );
}

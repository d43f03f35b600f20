import type { AwsRequest, AwsResponse } from './service.ts';
import { ServiceError } from './service-error.ts';

/** Runs a call. The protocol formats a refusal; a bug is logged, and the client gets an opaque failure. */
export async function respondToErrors(
  request: AwsRequest,
  call: (request: AwsRequest) => Promise<AwsResponse>,
  refuse: (request: AwsRequest, error: ServiceError) => AwsResponse,
): Promise<AwsResponse> {
  try {
    return await call(request);
  } catch (error) {
    if (error instanceof ServiceError) return refuse(request, error);
    console.error(`${request.requestId} ${request.method} ${request.path} failed:`, error);
    return refuse(request, new ServiceError('InternalFailure', 'An internal error occurred.', 500));
  }
}

import type { AwsRequest, AwsResponse } from './service.ts';
import { ServiceError } from './service-error.ts';

/** Runs a call; a refusal is rendered by the protocol, a bug is logged and rendered as an opaque failure. */
export async function answerErrors(
  request: AwsRequest,
  call: () => Promise<AwsResponse>,
  render: (error: ServiceError) => AwsResponse,
): Promise<AwsResponse> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ServiceError) return render(error);
    console.error(`${request.requestId} ${request.method} ${request.path} failed:`, error);
    return render(new ServiceError('InternalFailure', 'An internal error occurred.', 500));
  }
}

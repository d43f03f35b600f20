import type { Call, HttpResponse } from '../exchange.ts';
import type { Header } from '../headers/header.ts';

/** Every answer names its request; the trace is shown when a back end was reached. */
export function withGatewayHeaders(answer: HttpResponse, call: Call): HttpResponse {
  const headers: Header[] = [
    ...answer.headers,
    ['x-amzn-RequestId', call.requestId],
    ['x-amz-apigw-id', call.extendedRequestId],
  ];
  if (answer.showsTrace) headers.push(['X-Amzn-Trace-Id', call.trace.shown]);
  return { ...answer, headers };
}

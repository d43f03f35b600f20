import type { Call, HttpResponse } from '../exchange.ts';
import type { Header } from '../headers/header.ts';

/** Adds the request's ids, and the trace id where there is a back end. */
export function withGatewayHeaders(response: HttpResponse, call: Call): HttpResponse {
  const headers: Header[] = [
    ...response.headers,
    ['x-amzn-RequestId', call.requestId],
    ['x-amz-apigw-id', call.extendedRequestId],
  ];
  if (response.showsTrace) headers.push(['X-Amzn-Trace-Id', call.trace.shown]);
  return { ...response, headers };
}

import type { Answer, Call, Header } from '../exchange.ts';

/** Every answer names its request; the trace is shown when a back end was reached. */
export function withGatewayHeaders(answer: Answer, call: Call): Answer {
  const headers: Header[] = [
    ...answer.headers,
    ['x-amzn-RequestId', call.requestId],
    ['x-amz-apigw-id', call.extendedRequestId],
  ];
  if (answer.showsTrace) headers.push(['X-Amzn-Trace-Id', call.trace.shown]);
  return { ...answer, headers };
}

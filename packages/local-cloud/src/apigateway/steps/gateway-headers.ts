import type { Answer, Call } from '../exchange.ts';

/** Every answer names its request; the trace is shown when a back end was reached. */
export function withGatewayHeaders(answer: Answer, call: Call): Answer {
  return {
    ...answer,
    headers: [
      ...answer.headers,
      ['x-amzn-RequestId', call.requestId],
      ['x-amz-apigw-id', call.extendedRequestId],
      ...(answer.showsTrace ? [['X-Amzn-Trace-Id', call.trace.shown] as const] : []),
    ],
  };
}

import type { InvocationMessage } from './runtime-events.ts';

export interface Invocation {
  readonly requestId: string;
  /** The request id that the client gets, where it is another one. */
  readonly clientRequestId?: string | undefined;
  readonly payload: string | Buffer;
  /** With the caller's qualifier. */
  readonly functionArn: string;
  readonly traceId: string;
  /** As JSON. */
  readonly clientContext?: string | undefined;
}

/** An invocation as every runtime receives it; the deadline in milliseconds since 1970. */
export function messageOf(invocation: Invocation, deadline: number): InvocationMessage {
  const headers: Record<string, string> = {
    'lambda-runtime-aws-request-id': invocation.requestId,
    'lambda-runtime-deadline-ms': String(deadline),
    'lambda-runtime-invoked-function-arn': invocation.functionArn,
    'lambda-runtime-trace-id': invocation.traceId,
  };
  if (invocation.clientContext) headers['lambda-runtime-client-context'] = invocation.clientContext;
  return { headers, body: invocation.payload };
}

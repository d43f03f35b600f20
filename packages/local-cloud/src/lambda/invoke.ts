import { randomUUID } from 'node:crypto';
import { accessDenied, lambdaError } from './errors.ts';
import type { EventQueue } from './event-queue.ts';
import { type FoundFunction, findFunction, findVersion } from './find-function.ts';
import type { InvokeRequest, InvokeResult } from './function-invoker.ts';
import { mayInvoke, policyResource } from './function-policy.ts';
import { maxEventPayloadBytes, maxPayloadBytes } from './limits.ts';
import { requireCreated } from './operations/function-states.ts';
import { runInvocation } from './run-invocation.ts';
import type { LambdaState } from './state.ts';
import { newTraceId } from './trace-id.ts';

export async function invoke(
  state: LambdaState,
  queue: EventQueue,
  request: InvokeRequest,
): Promise<InvokeResult> {
  const found = findFunction(state, request.functionName, request.qualifier, '$LATEST');
  const requestId = request.requestId ?? randomUUID();
  const version = findVersion(state, found);
  if (version === found.record.latest) requireCreated(found.record.unsettled);
  const { configuration } = version;
  allowPrincipal(state, found, request);
  const payload = readPayload(request);
  const traceId = request.traceId ?? newTraceId();
  const { clientContext, clientRequestId } = request;
  const invocation = { requestId, clientRequestId, payload, traceId, clientContext };
  const nothing = {
    payload: Buffer.alloc(0),
    executedVersion: configuration.Version,
    requestId,
    logTail: async () => '',
  };
  if (request.invocationType === 'DryRun') return { ...nothing, statusCode: 204 };
  if (request.invocationType === 'Event') {
    queue.add(found, invocation);
    return { ...nothing, statusCode: 202 };
  }
  const running = runInvocation(state, found, invocation);
  const { outcome, executedVersion } = await (request.signal
    ? untilAborted(running, request.signal)
    : running);
  return {
    statusCode: 200,
    payload: outcome.payload,
    functionError: outcome.isError ? 'Unhandled' : undefined,
    executedVersion,
    requestId,
    logTail: outcome.logTail,
  };
}

function allowPrincipal(
  state: LambdaState,
  { record, qualifier }: FoundFunction,
  { principal }: InvokeRequest,
): void {
  if (!principal || mayInvoke(record, qualifier, principal, state.account.id)) return;
  const resource = policyResource(record, qualifier);
  throw accessDenied(
    `User: ${principal.service} is not authorized to perform: lambda:InvokeFunction on resource: ${resource} because no resource-based policy allows the lambda:InvokeFunction action`,
  );
}

function readPayload({ payload, isJson, invocationType }: InvokeRequest): string | Buffer {
  const limit = invocationType === 'Event' ? maxEventPayloadBytes : maxPayloadBytes;
  if (Buffer.byteLength(payload) > limit) {
    const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
    throw lambdaError('RequestEntityTooLargeException', message, 413);
  }
  if (isJson) return payload;
  if (payload.length === 0) return '{}';
  try {
    JSON.parse(payload.toString());
  } catch (error) {
    const message = `Could not parse request body into json: ${(error as Error).message}`;
    throw lambdaError('InvalidRequestContentException', message);
  }
  return payload;
}

/** When the caller gives up waiting the invocation itself goes on, as on AWS. */
async function untilAborted<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([running, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

import { randomUUID } from 'node:crypto';
import { randomDigits } from '../random-digits.ts';
import type { Outcome } from './environments/environment.ts';
import type { EventQueue } from './event-queue.ts';
import { type FoundFunction, findFunction, findVersion } from './find-function.ts';
import { functionArn } from './function-name.ts';
import type { InvokeRequest, InvokeResult } from './lambda.ts';
import { accessDenied, lambdaError } from './lambda-error.ts';
import type { LambdaState } from './lambda-state.ts';
import { maxEventPayloadBytes, maxPayloadBytes } from './limits.ts';
import { reserveConcurrency } from './reserve-concurrency.ts';
import { mayInvoke, policyResource } from './resource-policy.ts';

export async function invoke(
  state: LambdaState,
  queue: EventQueue,
  request: InvokeRequest,
): Promise<InvokeResult> {
  const found = findFunction(state, request.functionName, request.qualifier);
  const requestId = request.requestId ?? randomUUID();
  const { configuration } = findVersion(state, found);
  allowPrincipal(state, found, request);
  const payload = readPayload(request);
  const traceId = request.traceId ?? newTraceId();
  const { clientContext } = request;
  const nothing = {
    payload: Buffer.alloc(0),
    executedVersion: configuration.Version,
    requestId,
    logTail: async () => '',
  };
  if (request.invocationType === 'DryRun') return { ...nothing, statusCode: 204 };
  if (request.invocationType === 'Event') {
    queue.add(found, { requestId, payload, traceId, clientContext });
    return { ...nothing, statusCode: 202 };
  }
  const running = runInvocation(state, found, { requestId, payload, traceId, clientContext });
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

export interface NewInvocation {
  readonly requestId: string;
  readonly payload: string | Buffer;
  readonly traceId: string;
  readonly clientContext?: string | undefined;
}

/** Runs a function now. Rejects with TooManyRequestsException where its concurrency is used up. */
export async function runInvocation(
  state: LambdaState,
  found: FoundFunction,
  invocation: NewInvocation,
): Promise<{ outcome: Outcome; executedVersion: string }> {
  const version = findVersion(state, found, Math.random);
  const release = reserveConcurrency(state, found.record);
  try {
    const invokedArn = functionArn(state.account, found.record.name, found.qualifier);
    const outcome = await state.fleet.run(version, { ...invocation, functionArn: invokedArn });
    return { outcome, executedVersion: version.configuration.Version };
  } finally {
    release();
  }
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

/** The caller may give up waiting; the invocation itself runs on, as it does on AWS. */
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

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const random = randomDigits(20, 'hex');
  return `Root=1-${seconds}-${random.slice(0, 24)};Parent=${random.slice(24)};Sampled=0`;
}

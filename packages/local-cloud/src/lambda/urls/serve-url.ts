import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BudgetExceeded, type Lease } from '../../aws/body-budget.ts';
import { BodyTooLarge, receiveBody } from '../../aws/receive-body.ts';
import { mayBePage, sandboxPolicy } from '../../aws/sandbox.ts';
import type { ServedRequest } from '../../aws/served-request.ts';
import type { AwsResponse } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { lambdaError } from '../errors.ts';
import type { FunctionInvoker } from '../function-invoker.ts';
import { maxPayloadBytes } from '../limits.ts';
import type { LambdaState } from '../state.ts';
import { newTraceId } from '../trace-id.ts';
import { publicUrl } from './function-url.ts';
import { callerOfUrl } from './url-access.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './url-cors.ts';
import { urlEvent } from './url-event.ts';
import { urlResponse } from './url-response.ts';
import { type UrlTarget, urlTarget } from './url-target.ts';

export interface UrlServing extends FunctionInvoker {
  readonly state: LambdaState;
  /** The share of one request in the memory that all bodies together may take. */
  readonly leaseBody: () => Lease;
  /** Where bodies wait that are too large for memory. */
  readonly folder: string;
  /** Called with each request that a URL has served. */
  readonly onServed?: ((request: ServedRequest) => void) | undefined;
}

/** The response of the function whose URL this is; `undefined` for a request that is for no function's URL. */
export function serveUrl(serving: UrlServing, incoming: IncomingMessage): Promise<AwsResponse> | undefined {
  const target = urlTarget(incoming.headers.host, incoming.url ?? '/');
  return target && respond(serving, incoming, target);
}

async function respond(
  serving: UrlServing,
  incoming: IncomingMessage,
  target: UrlTarget,
): Promise<AwsResponse> {
  const { urls } = serving.state;
  const startedAt = Date.now();
  const requestId = randomUUID();
  const traceId = incoming.headers['x-amzn-trace-id']?.toString() || newTraceId();
  const cors = urls.get(target.id)?.cors;
  const lease = serving.leaseBody();
  let called: AwsResponse;
  try {
    called =
      cors && isPreflight(incoming)
        ? { status: 200, headers: preflightHeaders(cors, incoming.headers) }
        : await call(serving, incoming, target, { requestId, traceId, startedAt }, lease);
  } catch (error) {
    called = refused(error);
  } finally {
    lease.release();
  }
  const own = { 'x-amzn-requestid': requestId, 'x-amzn-trace-id': traceId };
  const headers = isPreflight(incoming)
    ? { ...called.headers, ...own }
    : merged({ ...called.headers, ...own }, corsHeaders(cors, incoming.headers));
  serving.onServed?.({
    requestId,
    startedAt,
    milliseconds: Date.now() - startedAt,
    method: incoming.method ?? 'GET',
    url: `${incoming.headers.host}${incoming.url}`,
    status: called.status,
  });
  const response = { ...called, headers };
  return target.place === 'path' ? sandboxed(response) : response;
}

async function call(
  { state, invoke, folder }: UrlServing,
  incoming: IncomingMessage,
  target: UrlTarget,
  ids: { readonly requestId: string; readonly traceId: string; readonly startedAt: number },
  lease: Lease,
): Promise<AwsResponse> {
  const url = state.urls.get(target.id);
  const record = state.functions.get(url?.functionName ?? '');
  if (!url || !record) throw lambdaError('AccessDeniedException', '', 403, { Message: null });
  const sender = callerOfUrl(state, url, record, incoming, target);
  const body = await receiveBody(incoming, maxPayloadBytes, lease, folder);
  sender?.verifyBody(body);
  const named = target.place === 'host' ? incoming.headers.host : undefined;
  const domainName = named ?? new URL(publicUrl(state, url.id)).host;
  const event = urlEvent({ incoming, target, body, caller: sender?.caller, domainName, ...ids });
  const { functionError, payload } = await invoke({
    functionName: url.functionName,
    qualifier: url.qualifier,
    payload: JSON.stringify(event),
    isJson: true,
    requestId: ids.requestId,
    traceId: ids.traceId,
  });
  return (functionError ? undefined : urlResponse(payload, url.invokeMode)) ?? badGateway;
}

const badGateway: AwsResponse = {
  status: 502,
  headers: { 'content-type': 'application/json' },
  body: 'Internal Server Error',
};

/** A URL that does not exist and a call that is not allowed have `Message`, faults of a signature `message`. */
function refused(error: unknown): AwsResponse {
  const { code, statusCode, message, fields } = refusalOf(error);
  const { Message = message, ...rest } = fields;
  const body = code === 'AccessDeniedException' ? { Message } : { ...rest, message };
  return {
    status: statusCode,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify(body),
  };
}

function refusalOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof BudgetExceeded) return lambdaError('TooManyRequestsException', error.message, 429);
  if (!(error instanceof BodyTooLarge)) throw error;
  return lambdaError('RequestEntityTooLargeException', error.message, 413);
}

/** Both are sent where a function and its URL's settings say the same, as on AWS. */
function merged(
  own: NonNullable<AwsResponse['headers']>,
  added: Readonly<Record<string, string>>,
): NonNullable<AwsResponse['headers']> {
  const headers: Record<string, string | readonly string[]> = { ...own };
  for (const [name, value] of Object.entries(added)) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}

/** As a page under a path of the cloud's own host it gets an origin of its own. */
function sandboxed(response: AwsResponse): AwsResponse {
  const { headers = {} } = response;
  if (!mayBePage(headers['content-type']?.toString())) return response;
  return { ...response, headers: merged(headers, { 'content-security-policy': sandboxPolicy }) };
}

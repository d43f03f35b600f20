import { eventHeaders } from '../event/event-headers.ts';
import { decodeQuery } from '../event/query-string.ts';
import type { Exchange, HttpResponse, IntegrationRequest, IntegrationResult } from '../exchange.ts';
import { failureReason } from '../execution-log/failure-reason.ts';

/** The first lines of an execution, for a request that was admitted. */
export function logMethodRequest(exchange: Exchange): void {
  const { log } = exchange;
  if (!log) return;
  log.info(`Starting execution for request: ${exchange.requestId}`);
  log.info(`HTTP Method: ${exchange.httpMethod}, Resource Path: ${exchange.path.replace(/^\/*/, '/')}`);
  log.data('Method request path', Object.entries(exchange.pathParameters ?? {}));
  log.data('Method request query string', decodeQuery(exchange.rawQuery) ?? []);
  log.data('Method request headers', eventHeaders(exchange));
  log.data('Method request body before transformations', exchange.body);
}

/** The request to the back end. MOCK has none. */
export function logEndpointRequest({ log }: Exchange, request: IntegrationRequest): void {
  if (!log || request.uri === undefined) return;
  log.data('Endpoint request URI', request.uri);
  log.data('Endpoint request headers', request.headers);
  log.data('Endpoint request body after transformations', request.body);
  log.info(`Sending request to ${request.uri}`);
}

/** The back end's response; the latency is in milliseconds. */
export function logEndpointResponse({ log }: Exchange, result: IntegrationResult, latency: number): void {
  if (!log) return;
  log.info(`Received response. Status: ${result.status}, Integration latency: ${Math.round(latency)} ms`);
  log.data('Endpoint response headers', result.headers);
  log.data('Endpoint response body before transformations', result.body);
}

/** The last lines of an execution that ran through all its steps. */
export function logSuccess({ log, trace }: Exchange, response: HttpResponse): void {
  if (!log) return;
  const shown = response.showsTrace ? [['X-Amzn-Trace-Id', trace.shown] as const] : [];
  log.data('Method response body after transformations', response.body);
  log.data('Method response headers', [...shown, ...response.headers]);
  log.info('Successfully completed execution');
  log.info(`Method completed with status: ${response.status}`);
}

/** The last lines of an execution that a step ended. */
export function logFailure(exchange: Exchange, error: unknown, response: HttpResponse): void {
  const { log } = exchange;
  if (!log) return;
  const reason = failureReason(error, exchange);
  if (reason !== undefined) log.error(reason);
  log.info(`Method completed with status: ${response.status}`);
}

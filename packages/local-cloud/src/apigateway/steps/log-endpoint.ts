import type { Exchange, IntegrationRequest, IntegrationResult } from '../exchange.ts';

/** What the back end is asked. MOCK has none, and nothing to tell. */
export function logEndpointRequest({ log }: Exchange, request: IntegrationRequest): void {
  if (!log || request.uri === undefined) return;
  log.data('Endpoint request URI', request.uri);
  log.data('Endpoint request headers', request.headers);
  log.data('Endpoint request body after transformations', request.body);
  log.info(`Sending request to ${request.uri}`);
}

/** What it answered, after so many milliseconds. */
export function logEndpointResponse({ log }: Exchange, result: IntegrationResult, latency: number): void {
  if (!log) return;
  log.info(`Received response. Status: ${result.status}, Integration latency: ${Math.round(latency)} ms`);
  log.data('Endpoint response headers', result.headers);
  log.data('Endpoint response body before transformations', result.body);
}

import { eventHeaders } from '../event/event-headers.ts';
import { decodeQuery } from '../event/query-string.ts';
import type { Exchange } from '../exchange.ts';

/** The execution proper starts here, with a request that was let in. */
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

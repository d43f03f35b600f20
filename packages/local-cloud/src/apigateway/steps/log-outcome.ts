import type { Exchange, HttpResponse } from '../exchange.ts';
import { failureReason } from '../execution-log/failure-reason.ts';

/** The last lines of an execution that ran through all its steps. */
export function logSuccess({ log, trace }: Exchange, answer: HttpResponse): void {
  if (!log) return;
  const shown = answer.showsTrace ? [['X-Amzn-Trace-Id', trace.shown] as const] : [];
  log.data('Method response body after transformations', answer.body);
  log.data('Method response headers', [...answer.headers, ...shown]);
  log.info('Successfully completed execution');
  log.info(`Method completed with status: ${answer.status}`);
}

/** The last lines of one that a step ended. */
export function logFailure(exchange: Exchange, error: unknown, answer: HttpResponse): void {
  const { log } = exchange;
  if (!log) return;
  const reason = failureReason(error, exchange);
  if (reason !== undefined) log.error(reason);
  log.info(`Method completed with status: ${answer.status}`);
}

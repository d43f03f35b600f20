import type { Answer, Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** The last lines of an execution that ran through all its steps. */
export function logSuccess({ log, trace }: Exchange, answer: Answer): void {
  if (!log) return;
  const shown = answer.showsTrace ? [['X-Amzn-Trace-Id', trace.shown] as const] : [];
  log.data('Method response body after transformations', answer.body);
  log.data('Method response headers', [...answer.headers, ...shown]);
  log.info('Successfully completed execution');
  log.info(`Method completed with status: ${answer.status}`);
}

/** The last lines of one that a step ended. A step that has a line of its own for it gives no cause. */
export function logFailure({ log }: Exchange, error: unknown, answer: Answer): void {
  if (!log) return;
  const reason = reasonOf(error);
  if (reason !== undefined) log.error(reason);
  log.info(`Method completed with status: ${answer.status}`);
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof GatewayFault)) return 'Execution failed due to an internal error';
  if (error.type === 'INTEGRATION_TIMEOUT') return 'Execution failed due to a timeout error';
  if (!(error.cause instanceof Error)) return undefined;
  return `Execution failed due to configuration error: ${error.cause.message}`;
}

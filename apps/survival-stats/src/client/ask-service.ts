import { setTimeout as sleep } from 'node:timers/promises';
import type { Statistics } from '../compute-statistics.ts';
import type { StatisticsRequest } from '../read-request.ts';
import { AnalysisError, BatchError } from './analysis-error.ts';

/** Answers a request with the statistics of its genes, in their order. */
export type Compute = (request: StatisticsRequest, signal: AbortSignal) => Promise<readonly Statistics[]>;

export interface ServiceOptions {
  /** How long to wait for a response, in milliseconds. */
  readonly timeout: number;
  readonly attempts: number;
  /** The longest wait before the second attempt, in milliseconds; it doubles with each attempt. */
  readonly backOff: number;
}

const longestBackOff = 20_000;

/** An outcome to try again after, and the seconds that the service asked for, if it did. */
interface Setback {
  readonly reason: string;
  readonly retryAfter: number;
}

/**
 * Asks the service at `url`, again after 429, 5xx, time-outs and lost connections. The waits are random, so that
 * clients who were refused together do not come back together.
 */
export function askService(url: URL, { timeout, attempts, backOff }: ServiceOptions): Compute {
  return async (request, signal) => {
    const body = JSON.stringify(request);
    const genes = request.values_by_record.length;
    let setback: Setback = { reason: 'no attempt was made', retryAfter: 0 };
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) await sleep(waitAfter(setback, attempt, backOff), undefined, { signal });
      const outcome = await attemptOnce(url, body, AbortSignal.any([signal, AbortSignal.timeout(timeout)]));
      signal.throwIfAborted();
      if ('reason' in outcome) setback = outcome;
      else if (outcome.statistics.length === genes) return outcome.statistics;
      else
        setback = { reason: `an answer for ${outcome.statistics.length} of ${genes} genes`, retryAfter: 0 };
    }
    throw new BatchError(
      `gave up after ${attempts} attempts, the last of which ended with ${setback.reason}`,
    );
  };
}

function waitAfter({ retryAfter }: Setback, attempt: number, backOff: number): number {
  const longest = Math.min(longestBackOff, backOff * 2 ** (attempt - 1));
  return Math.min(longestBackOff, retryAfter * 1000) + Math.random() * longest;
}

async function attemptOnce(
  url: URL,
  body: string,
  signal: AbortSignal,
): Promise<Setback | { readonly statistics: readonly Statistics[] }> {
  const headers = { 'content-type': 'application/json' };
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { method: 'POST', headers, body, signal });
    text = await response.text();
  } catch (error) {
    return { reason: reasonOf(error), retryAfter: 0 };
  }
  if (response.ok) return readAnswer(text);
  if (response.status === 429 || response.status >= 500)
    return {
      reason: `status ${response.status}`,
      retryAfter: Number(response.headers.get('retry-after')) || 0,
    };
  const message = messageOf(text);
  if (response.status === 400) throw new BatchError(`refused: ${message}`);
  throw new AnalysisError(`The service at ${url} answered with status ${response.status}: ${message}`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  if (error.name === 'TimeoutError') return 'a time-out';
  const { cause } = error;
  return cause instanceof Error && cause.message ? cause.message : error.message;
}

function readAnswer(text: string): Setback | { readonly statistics: readonly Statistics[] } {
  const answer = parseJson(text);
  const list = isRecord(answer) ? answer.statistics_list : undefined;
  if (Array.isArray(list) && list.every(isStatistics)) return { statistics: list };
  return { reason: 'an answer without statistics_list', retryAfter: 0 };
}

function isStatistics(value: unknown): value is Statistics {
  return isRecord(value) && isNumberOrNull(value.hazard) && isNumberOrNull(value.pval);
}

function messageOf(text: string): string {
  const answer = parseJson(text);
  return isRecord(answer) && typeof answer.message === 'string' ? answer.message : text.slice(0, 200);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || typeof value === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

import { ServiceError } from '../aws/service-error.ts';
import { lambdaError } from './errors.ts';
import { type FailedEvent, type FailureCondition, sendToDestination } from './failure-destination.ts';
import type { FoundFunction } from './find-function.ts';
import { qualifierKey } from './function-policy.ts';
import { maxPendingEvents } from './limits.ts';
import { type InvocationRun, type NewInvocation, runInvocation } from './run-invocation.ts';
import type { LambdaState } from './state.ts';

/** Asynchronous invocations: they run after the caller has its response, and again when they fail. */
export interface EventQueue {
  add(found: FoundFunction, invocation: NewInvocation): void;
  stop(): void;
}

interface QueuedEvent extends FailedEvent {
  readonly addedAt: number;
  invokeCount: number;
  /** How often it was throttled. */
  throttleCount: number;
}

/** A run of the function; `undefined` where it was throttled. */
type Attempt = InvocationRun | undefined;

const throttleDelaysMs = { first: 1000, longest: 300_000 };

/**
 * `retryDelaysMs`: the pauses before the first and before the second retry; `events` counts those of all queues of the
 * cloud.
 */
export function createEventQueue(
  state: LambdaState,
  retryDelaysMs: readonly number[],
  events: { pending: number },
): EventQueue {
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;

  async function work(event: QueuedEvent): Promise<void> {
    const { record } = event.found;
    while (!isStopped && state.functions.get(record.name) === record) {
      const attempt = await tryOnce(state, event);
      if (isStopped || (attempt && !attempt.outcome.isError)) return;
      const delayMs = attempt ? (retryDelaysMs[event.invokeCount - 1] ?? 0) : throttleDelayMs(event);
      const condition = reasonToGiveUp(event, attempt, delayMs);
      if (condition) return sendToDestination(state, event, attempt, condition);
      await pause(delayMs);
    }
  }

  function pause(delayMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      timers.delete(timer);
      resolve();
    }, delayMs).unref();
    timers.add(timer);
    return promise;
  }

  return {
    add(found, invocation) {
      if (events.pending >= maxPendingEvents) {
        const fields = { Reason: 'CallerRateLimitExceeded' };
        throw lambdaError('TooManyRequestsException', 'Rate Exceeded.', 429, fields);
      }
      events.pending += 1;
      work({ found, invocation, addedAt: Date.now(), invokeCount: 0, throttleCount: 0 })
        .catch((error) => {
          if (!isStopped) console.error(`The event ${invocation.requestId} was dropped:`, error);
        })
        .finally(() => {
          events.pending -= 1;
        });
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

async function tryOnce(state: LambdaState, event: QueuedEvent): Promise<Attempt> {
  try {
    const attempt = await runInvocation(state, event.found, event.invocation);
    event.invokeCount += 1;
    return attempt;
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === 'TooManyRequestsException')) throw error;
    event.throttleCount += 1;
    return undefined;
  }
}

function throttleDelayMs(event: QueuedEvent): number {
  return Math.min(throttleDelaysMs.first * 2 ** (event.throttleCount - 1), throttleDelaysMs.longest);
}

function reasonToGiveUp(
  { found, invokeCount, addedAt }: QueuedEvent,
  attempt: Attempt,
  delayMs: number,
): FailureCondition | undefined {
  const config = found.record.eventInvokeConfigs.get(qualifierKey(found.qualifier));
  const { MaximumRetryAttempts = 2, MaximumEventAgeInSeconds = 21_600 } = config ?? {};
  if (attempt && invokeCount > MaximumRetryAttempts) return 'RetriesExhausted';
  return Date.now() + delayMs - addedAt > MaximumEventAgeInSeconds * 1000 ? 'EventAgeExceeded' : undefined;
}

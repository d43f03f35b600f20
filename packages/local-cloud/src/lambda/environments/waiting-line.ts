import type { Outcome } from './environment.ts';
import type { Invocation } from './invocation.ts';

/** Invocations that wait for an environment, in the order of their arrival. */
export interface WaitingLine {
  size(): number;
  join(invocation: Invocation): Promise<Outcome>;
  /** Runs the first one. */
  serveFirst(run: (invocation: Invocation) => Promise<Outcome>): void;
  /** Whether the first one has waited for long enough. */
  isImpatient(): boolean;
  /** Calls `onImpatient` once the first one, or the one after it, has waited for long enough. */
  watch(): void;
  refuseAll(error: Error): void;
}

interface Waiting {
  readonly invocation: Invocation;
  readonly settle: (outcome: Promise<Outcome>) => void;
  /** By `performance.now()`. */
  readonly since: number;
}

/** A warm environment is often free again before another one would have started, or an idle one woken up. */
const patienceMs = 10;

export function createWaitingLine(onImpatient: () => void): WaitingLine {
  const waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  function millisLeft(): number {
    const [first] = waiting;
    return first ? first.since + patienceMs - performance.now() : patienceMs;
  }

  return {
    size: () => waiting.length,
    join(invocation) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      waiting.push({ invocation, settle: resolve, since: performance.now() });
      return promise;
    },
    serveFirst(run) {
      const first = waiting.shift();
      first?.settle(run(first.invocation));
    },
    // A timer counts whole milliseconds.
    isImpatient: () => millisLeft() < 1,
    watch() {
      if (waiting.length === 0) return;
      timer ??= setTimeout(
        () => {
          timer = undefined;
          onImpatient();
        },
        Math.max(1, millisLeft()),
      );
    },
    refuseAll(error) {
      clearTimeout(timer);
      for (const { settle } of waiting.splice(0)) settle(Promise.reject(error));
    },
  };
}

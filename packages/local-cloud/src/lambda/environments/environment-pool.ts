import { ServiceError } from '../../aws/service-error.ts';
import type { Environment, Outcome } from './environment.ts';
import type { EnvironmentEvents } from './environment-fleet.ts';
import type { Invocation } from './invocation.ts';

/** The environments of one version of a function. */
export interface EnvironmentPool {
  run(invocation: Invocation): Promise<Outcome>;
  /** Tries again to start what was refused a place. */
  grow(): void;
  /** Ends the environments that have been idle since before the given time; answers how many. */
  endIdle(since: number, atMost?: number): number;
  /** Takes nothing new; settles when the last environment has ended. */
  retire(): Promise<void>;
  /** Ends everything at once. */
  kill(): void;
}

export interface EnvironmentPoolOptions {
  start(events: EnvironmentEvents): Environment;
  /** May one more environment be started now? */
  reserve(): boolean;
  onStarted(): void;
  /** An environment has nothing to do, which may be what another pool waits for. */
  onIdle(): void;
  onEnded(): void;
}

interface Waiting {
  readonly invocation: Invocation;
  readonly settle: (outcome: Outcome | Promise<Outcome>) => void;
  readonly since: number;
}

/** A warm environment is often free again sooner than another would be up. */
const patienceMs = 10;

export function createEnvironmentPool(options: EnvironmentPoolOptions): EnvironmentPool {
  const live = new Set<Environment>();
  /** The most recently used last: the others grow old and end. */
  const idle: { environment: Environment; since: number }[] = [];
  const waiting: Waiting[] = [];
  const empty = Promise.withResolvers<void>();
  let starting = 0;
  let isRetired = false;
  let patience: NodeJS.Timeout | undefined;

  function take(environment: Environment): void {
    const next = waiting.shift();
    if (next) {
      next.settle(environment.invoke(next.invocation));
    } else if (isRetired) {
      environment.end();
    } else if (live.has(environment)) {
      idle.push({ environment, since: performance.now() });
      options.onIdle();
    }
  }

  function start(): void {
    starting += 1;
    const environment = options.start({ onIdle: take, onExit: dropIdle, onEnded: ended });
    live.add(environment);
    environment.ready.then(() => {
      starting -= 1;
      take(environment);
      options.onStarted();
    });
  }

  function ended(environment: Environment): void {
    live.delete(environment);
    dropIdle(environment);
    options.onEnded();
    if (waiting.length > 0) grow();
    else if (isRetired && live.size === 0) empty.resolve();
  }

  function dropIdle(environment: Environment): void {
    const index = idle.findIndex((entry) => entry.environment === environment);
    if (index >= 0) idle.splice(index, 1);
  }

  function losePatience(): void {
    patience = undefined;
    const [first] = waiting;
    if (!first) return;
    const left = first.since + patienceMs - performance.now();
    if (left > 1) patience = setTimeout(losePatience, left);
    else grow();
  }

  function grow(): void {
    while (waiting.length > starting && options.reserve()) start();
  }

  return {
    run(invocation) {
      const warm = idle.pop();
      if (warm) return warm.environment.invoke(invocation);
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      waiting.push({ invocation, settle: resolve, since: performance.now() });
      if (live.size === 0) grow();
      else patience ??= setTimeout(losePatience, patienceMs);
      return promise;
    },
    grow,
    endIdle(since, atMost = Number.POSITIVE_INFINITY) {
      const old = idle.filter((entry) => entry.since <= since).slice(0, atMost);
      for (const { environment } of old) {
        dropIdle(environment);
        environment.end();
      }
      return old.length;
    },
    retire() {
      isRetired = true;
      for (const { environment } of idle.splice(0)) environment.end();
      if (live.size === 0 && waiting.length === 0) empty.resolve();
      return empty.promise;
    },
    kill() {
      isRetired = true;
      clearTimeout(patience);
      for (const { settle } of waiting.splice(0)) settle(Promise.reject(stopping()));
      for (const environment of live) environment.end();
    },
  };
}

function stopping(): ServiceError {
  return new ServiceError('ServiceException', 'The cloud is being stopped.', 500);
}

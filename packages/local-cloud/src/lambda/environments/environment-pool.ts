import { ServiceError } from '../../aws/service-error.ts';
import type { Environment, EnvironmentEvents, Outcome } from './environment.ts';
import type { Invocation } from './invocation.ts';
import { createWaitingLine } from './waiting-line.ts';

/** The environments of one version of a function. */
export interface EnvironmentPool {
  run(invocation: Invocation): Promise<Outcome>;
  /** Starts the environments for which there was no room before. */
  grow(): void;
  /** Ends environments that have been idle since before the given time, and returns their number. */
  endIdle(since: number, atMost?: number): number;
  /** Accepts no new invocation; settles when the last environment has ended. */
  retire(): Promise<void>;
  /** Ends everything at once. */
  kill(): void;
}

export interface EnvironmentPoolOptions {
  readonly processors: number;
  start(events: EnvironmentEvents): Environment;
  /** May one more environment be started now? */
  reserve(): boolean;
  onStarted(): void;
  /** An environment is idle: another pool may be waiting for its place. */
  onIdle(): void;
  onEnded(): void;
  /** The next event is expected within a fraction of a millisecond. */
  stayAwake(): void;
}

/** A function that usually takes less is done before another process would get its turn on a busy processor. */
const briefMs = 1;
/** A function that usually takes less is done about as soon as a sleeping process wakes up. */
const momentMs = 0.3;

export function createEnvironmentPool(options: EnvironmentPoolOptions): EnvironmentPool {
  const live = new Set<Environment>();
  /** With the time since when they are idle or running, by `performance.now()`. */
  const idle = new Map<Environment, number>();
  const running = new Map<Environment, number>();
  const line = createWaitingLine(hurry);
  const pace = createPace();
  const empty = Promise.withResolvers<void>();
  let starting = 0;
  let isRetired = false;

  function take(environment: Environment): void {
    noteRun(environment);
    if (line.size() > 0 && !hasWorkEnough()) {
      serveFirst(environment);
    } else if (isRetired) {
      environment.end();
    } else if (live.has(environment)) {
      idle.set(environment, performance.now());
      line.watch();
      options.onIdle();
    }
  }

  function serveFirst(environment: Environment): void {
    line.serveFirst((invocation) => invoke(environment, invocation));
  }

  function invoke(environment: Environment, invocation: Invocation): Promise<Outcome> {
    const outcome = environment.invoke(invocation);
    running.set(environment, performance.now());
    expectSoon();
    return outcome;
  }

  function noteRun(environment: Environment): void {
    const since = running.get(environment);
    if (since === undefined) return;
    running.delete(environment);
    pace.note(performance.now() - since);
    expectSoon();
  }

  /** A quick function's response, or the next call after it, is expected at once. */
  function expectSoon(): void {
    if (pace.usualMillis() < momentMs) options.stayAwake();
  }

  /** The running environments keep the processors busy and will soon be free. */
  function hasWorkEnough(): boolean {
    return pace.usualMillis() < briefMs && running.size >= options.processors && !isRetired;
  }

  /** The one that was started first: its code is optimised best, and the others stay idle until they end. */
  function takeIdle(): Environment | undefined {
    for (const environment of live) if (idle.delete(environment)) return environment;
    return undefined;
  }

  function start(): void {
    starting += 1;
    const environment = options.start({ onIdle: take, onExit: (gone) => idle.delete(gone), onEnded: ended });
    live.add(environment);
    environment.ready.then(() => {
      starting -= 1;
      take(environment);
      options.onStarted();
    });
  }

  function ended(environment: Environment): void {
    live.delete(environment);
    running.delete(environment);
    idle.delete(environment);
    options.onEnded();
    if (line.size() > 0) grow();
    else if (isRetired && live.size === 0) empty.resolve();
  }

  /** No invocation waits long while an environment is idle, or without another one being started. */
  function hurry(): void {
    while (line.isImpatient() && idle.size > 0) {
      const free = takeIdle();
      if (free) serveFirst(free);
    }
    if (line.isImpatient()) grow();
    else line.watch();
  }

  function grow(): void {
    while (line.size() > starting + idle.size && options.reserve()) start();
  }

  return {
    run(invocation) {
      const free = hasWorkEnough() ? undefined : takeIdle();
      if (free) return invoke(free, invocation);
      const outcome = line.join(invocation);
      if (live.size === 0) grow();
      else line.watch();
      return outcome;
    },
    grow,
    endIdle(since, atMost = Number.POSITIVE_INFINITY) {
      const old = [...idle].filter(([, idleSince]) => idleSince <= since).slice(0, atMost);
      for (const [environment] of old) {
        idle.delete(environment);
        environment.end();
      }
      return old.length;
    },
    retire() {
      isRetired = true;
      for (const environment of idle.keys()) environment.end();
      idle.clear();
      if (live.size === 0 && line.size() === 0) empty.resolve();
      return empty.promise;
    },
    kill() {
      isRetired = true;
      line.refuseAll(stopping());
      for (const environment of live) environment.end();
    },
  };
}

function stopping(): ServiceError {
  return new ServiceError('ServiceException', 'The cloud is being stopped.', 500);
}

/** How long the recent invocations of a function took. */
export interface Pace {
  note(millis: number): void;
  /** About the median; infinite before the first. */
  usualMillis(): number;
}

/** Each run moves the figure by a tenth, up or down, so that a few slow or quick ones hardly count. */
export function createPace(): Pace {
  let usual = Number.POSITIVE_INFINITY;
  return {
    note(millis) {
      usual = usual === Number.POSITIVE_INFINITY ? millis : usual * (millis > usual ? 1.1 : 0.9);
    },
    usualMillis: () => usual,
  };
}

import { maxResponseBytes } from '../limits.ts';
import type { EnvironmentLog } from './environment-log.ts';
import { type Failure, failurePayload } from './failure-payload.ts';
import { type Invocation, messageOf } from './invocation.ts';
import { type MemoryWatch, watchMemory } from './memory-watch.ts';
import { endLines, initReportLine, startLine } from './platform-lines.ts';
import type { InvocationMessage, RuntimeEvents } from './runtime-events.ts';
import type { RuntimeProcess } from './runtime-process.ts';
import { StartError } from './start-error.ts';

export interface Outcome {
  readonly payload: Buffer;
  readonly isError: boolean;
  readonly logTail: string;
}

/** One runtime process with its log stream: it handles one invocation at a time. */
export interface Environment {
  /** Settles when the runtime asks for its first invocation, and also when it failed to start. */
  readonly ready: Promise<void>;
  /** To be called once `ready` and then after each `onIdle`; an environment that failed answers with its failure. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Kills the runtime at once. */
  end(): void;
}

export interface EnvironmentOptions {
  /** The function's limits: seconds and MB. */
  readonly timeout: number;
  readonly memorySize: number;
  readonly version: string;
  readonly log: EnvironmentLog;
  launch(events: RuntimeEvents): Promise<RuntimeProcess>;
  onIdle(environment: Environment): void;
  /** Its process is gone: it takes nothing more. */
  onExit(environment: Environment): void;
  /** Nothing of it is left. */
  onEnded(environment: Environment): void;
}

interface Running {
  readonly requestId: string;
  readonly startedAt: number;
  readonly deadline: NodeJS.Timeout;
  readonly settle: (outcome: Outcome) => void;
  state: 'running' | 'answered' | 'settled';
}

/** What AWS grants the initialisation beside the function's own time-out. */
const initSeconds = 10;
const killed: Failure = { kind: 'exit', code: null, signal: 'SIGKILL' };

export function startEnvironment(options: EnvironmentOptions): Environment {
  const { log, timeout, memorySize } = options;
  const launchedAt = performance.now();
  const ready = Promise.withResolvers<void>();
  let runtime: RuntimeProcess | undefined;
  let memory: MemoryWatch | undefined;
  let phase: 'starting' | 'started' | 'ended' = 'starting';
  let initDuration: number | undefined;
  let deliver: ((message: InvocationMessage) => void) | undefined;
  let running: Running | undefined;
  let failure: Failure | undefined;
  let isHeapExhausted = false;
  const timedOut = (): void => kill({ kind: 'timeout', seconds: timeout });
  const initDeadline = setTimeout(timedOut, (initSeconds + timeout) * 1000);

  const events: RuntimeEvents = {
    next(newDeliver) {
      deliver = newDeliver;
      if (phase === 'starting') initialised('started');
      else idleWhenSettled();
    },
    answer(kind, requestId, payload, length) {
      if (running?.state !== 'running' || running.requestId !== requestId) return;
      if (length > maxResponseBytes) conclude(running, { kind: 'response-too-large' });
      else conclude(running, undefined, { payload, isError: kind === 'error' });
    },
    initError: (payload) => kill({ kind: 'init', payload }),
    logged: (timestamp, message) => log.line(message, timestamp),
    output(stream, chunk) {
      isHeapExhausted ||= stream === 'stderr' && chunk.includes('JavaScript heap out of memory');
      log.output(stream, chunk);
    },
    async exit(code, signal) {
      options.onExit(environment);
      await drained();
      failure ??= isHeapExhausted ? killed : { kind: 'exit', code, signal };
      if (phase === 'starting') {
        log.line(initReportLine(performance.now() - launchedAt, failure));
        initialised('ended');
      }
      phase = 'ended';
      if (running?.state === 'running') await conclude(running, failure);
      clearTimeout(running?.deadline);
      log.endLines();
      log.flush();
      await runtime
        ?.close()
        .catch((error) => console.error('A Lambda environment left something behind:', error));
      options.onEnded(environment);
    },
  };

  function kill(reason: Failure): void {
    failure ??= reason;
    runtime?.kill();
  }

  function initialised(newPhase: 'started' | 'ended'): void {
    phase = newPhase;
    initDuration = performance.now() - launchedAt;
    clearTimeout(initDeadline);
    memory?.stop();
    ready.resolve();
  }

  async function conclude(
    run: Running,
    reason: Failure | undefined,
    answer?: Pick<Outcome, 'payload' | 'isError'>,
  ) {
    const duration = performance.now() - run.startedAt;
    run.state = 'answered';
    memory?.stop();
    await drained();
    run.settle(report(run.requestId, duration, reason, answer));
    run.state = 'settled';
    idleWhenSettled();
  }

  function report(
    requestId: string,
    duration: number,
    reason: Failure | undefined,
    answer = { payload: failurePayload(reason ?? killed, requestId), isError: true },
  ): Outcome {
    const maxMemoryUsed = memory?.peak() ?? 0;
    const facts = { requestId, duration, memorySize, maxMemoryUsed, initDuration, failure: reason };
    log.endLines();
    for (const line of endLines(facts)) log.line(line);
    initDuration = undefined;
    log.flush();
    return { ...answer, logTail: log.tail() };
  }

  function idleWhenSettled(): void {
    if (!deliver || phase !== 'started' || running?.state !== 'settled') return;
    clearTimeout(running.deadline);
    running = undefined;
    options.onIdle(environment);
  }

  const environment: Environment = {
    ready: ready.promise,
    async invoke(invocation) {
      const { requestId } = invocation;
      if (phase === 'started') log.startTail();
      log.line(startLine(requestId, options.version));
      if (phase !== 'started' || !deliver) return report(requestId, 0, failure ?? killed);
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const deadline = setTimeout(timedOut, timeout * 1000);
      running = { requestId, startedAt: performance.now(), deadline, settle: resolve, state: 'running' };
      memory?.start();
      const send = deliver;
      deliver = undefined;
      send(messageOf(invocation, Date.now() + timeout * 1000));
      return promise;
    },
    end: () => kill(killed),
  };

  options.launch(events).then(
    (process) => {
      runtime = process;
      if (failure) process.kill();
      memory = watchMemory(process.pid, memorySize, () => kill(killed));
      memory.start();
    },
    (error) => {
      if (error instanceof StartError) failure = { kind: 'init', payload: error.payload };
      else console.error('A Lambda environment could not be started:', error);
      events.exit(1, null);
    },
  );
  return environment;
}

/** What the process wrote before it answered is in its pipes by now: one whole turn of the event loop reads it. */
async function drained(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

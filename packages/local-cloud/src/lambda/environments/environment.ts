import { maxResponseBytes } from '../limits.ts';
import type { EnvironmentOutput } from '../output/function-output.ts';
import type { EnvironmentLog } from './environment-log.ts';
import { type Failure, failurePayload, failureSummary, StartError } from './failure-payload.ts';
import { type Invocation, messageOf } from './invocation.ts';
import { type MemoryWatch, watchMemory } from './memory-watch.ts';
import { type PlatformLines, textLines } from './platform-lines.ts';
import type { InvocationMessage, RuntimeEvents } from './runtime-events.ts';
import type { RuntimeProcess } from './runtime-process.ts';

export interface Outcome {
  readonly payload: Buffer;
  readonly isError: boolean;
  /** The last 4 KB of the invocation's log, once the log is complete. */
  logTail(): Promise<string>;
}

/** One runtime process with its log stream, which handles one invocation at a time. */
export interface Environment {
  /** Settles when the runtime asks for its first invocation, and also when it failed to start. */
  readonly ready: Promise<void>;
  /** To be called when `ready` and then after each `onIdle`; the outcome of an environment that failed is its failure. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Kills the runtime at once. */
  end(): void;
}

export interface EnvironmentOptions extends EnvironmentEvents {
  /** The function's limits: seconds and MB. */
  readonly timeout: number;
  readonly memorySize: number;
  readonly version: string;
  readonly log: EnvironmentLog;
  /** In the function's log format; text unless given. */
  readonly platform?: PlatformLines;
  readonly output?: EnvironmentOutput | undefined;
  launch(events: RuntimeEvents): Promise<RuntimeProcess>;
}

export interface EnvironmentEvents {
  onIdle(environment: Environment): void;
  /** Its process has exited: it accepts no more invocations. */
  onExit(environment: Environment): void;
  /** Nothing of it is left. */
  onEnded(environment: Environment): void;
}

interface Running {
  readonly requestId: string;
  readonly startedAt: number;
  readonly deadline: NodeJS.Timeout;
  readonly settle: (outcome: Outcome) => void;
  readonly tail: () => string;
  state: 'running' | 'responded' | 'logged';
}

/** Added to the function's own time-out for the initialisation, as on AWS. */
const initSeconds = 10;
const killed: Failure = { kind: 'exit', code: null, signal: 'SIGKILL' };

export function startEnvironment(options: EnvironmentOptions): Environment {
  const { log, timeout, memorySize, platform = textLines } = options;
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
  let tail = log.startTail();
  const timedOut = (): void => kill({ kind: 'timeout', seconds: timeout });
  const initDeadline = setTimeout(timedOut, (initSeconds + timeout) * 1000);

  const events: RuntimeEvents = {
    next(newDeliver) {
      deliver = newDeliver;
      if (phase === 'starting') initialised('started');
      else idleWhenLogged();
    },
    respond(kind, requestId, payload, length) {
      if (running?.state !== 'running' || running.requestId !== requestId) return;
      if (length > maxResponseBytes) conclude(running, { kind: 'response-too-large' });
      else conclude(running, undefined, { payload, isError: kind === 'error' });
    },
    initError: (payload) => kill({ kind: 'init', payload }),
    logged: (timestamp, message) => log.logged(message, timestamp),
    output(stream, chunk) {
      isHeapExhausted ||= stream === 'stderr' && chunk.includes('JavaScript heap out of memory');
      log.output(stream, chunk);
    },
    async exit(code, signal) {
      options.onExit(environment);
      await drained();
      failure ??= isHeapExhausted ? killed : { kind: 'exit', code, signal };
      if (phase === 'starting') {
        for (const line of platform.initReport(performance.now() - launchedAt, failure)) log.line(line);
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

  /** The caller gets the response at once; the rest of the log is written before the environment is idle. */
  async function conclude(run: Running, reason: Failure | undefined, response?: Response): Promise<void> {
    const duration = performance.now() - run.startedAt;
    run.state = 'responded';
    const logged = drained().then(() => report(run.requestId, duration, reason));
    run.settle(outcomeOf(run.requestId, reason, response, () => logged.then(run.tail)));
    memory?.stop();
    await logged;
    run.state = 'logged';
    idleWhenLogged();
  }

  function report(requestId: string, duration: number, reason: Failure | undefined): void {
    const maxMemoryUsed = memory?.peak() ?? 0;
    const facts = { requestId, duration, memorySize, maxMemoryUsed, initDuration, failure: reason };
    log.endLines();
    if (reason) options.output?.failed(failureSummary(reason));
    for (const line of platform.end(facts)) log.line(line);
    initDuration = undefined;
    log.flush();
  }

  function idleWhenLogged(): void {
    if (!deliver || phase !== 'started' || running?.state !== 'logged') return;
    clearTimeout(running.deadline);
    running = undefined;
    options.onIdle(environment);
  }

  const environment: Environment = {
    ready: ready.promise,
    invoke(invocation) {
      const { requestId } = invocation;
      const now = Date.now();
      const start = platform.start(requestId, options.version);
      options.output?.begin(invocation.clientRequestId ?? requestId);
      if (phase !== 'started' || !deliver) {
        for (const line of start) log.line(line);
        report(requestId, 0, failure ?? killed);
        return Promise.resolve(outcomeOf(requestId, failure, undefined, async () => tail()));
      }
      // First of all, so that the function runs while this process does the rest.
      deliver(messageOf(invocation, now + timeout * 1000));
      deliver = undefined;
      tail = log.startTail();
      for (const line of start) log.line(line, now);
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const deadline = setTimeout(timedOut, timeout * 1000);
      const startedAt = performance.now();
      running = { requestId, startedAt, deadline, settle: resolve, tail, state: 'running' };
      memory?.start();
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

type Response = Pick<Outcome, 'payload' | 'isError'>;

function outcomeOf(
  requestId: string,
  reason: Failure | undefined,
  response: Response | undefined,
  logTail: Outcome['logTail'],
): Outcome {
  if (response) return { ...response, logTail };
  return { payload: failurePayload(reason ?? killed, requestId), isError: true, logTail };
}

/** The process's output before its response is in the pipes by now, and is read before this turn of the event loop ends. */
function drained(): Promise<void> {
  return new Promise(setImmediate);
}

import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex, Readable, Writable } from 'node:stream';
import { requestIdBytes } from '../limits.ts';
import { createFrameReader, type Frame } from './frame-reader.ts';
import type { InvocationMessage, RuntimeEvents } from './runtime-events.ts';

export interface RuntimeProcess {
  readonly pid: number | undefined;
  /** Ends the process and the processes it started; its exit is reported as an event. */
  kill(): void;
  /** Closes its pipes; to be called after its exit. */
  close(): Promise<void>;
}

export interface RuntimeCommand {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Talks over inherited pipes, which is quicker; other runtimes know only the HTTP Runtime API. */
  readonly hasPipes: boolean;
}

export interface RuntimeProcessOptions {
  readonly command: RuntimeCommand;
  readonly variables: Readonly<Record<string, string>>;
  readonly taskRoot: string;
  readonly events: RuntimeEvents;
}

/** The inherited descriptors of a runtime that has pipes: see runtime/rapid-client.cjs for their other ends. */
const invocationsFd = 3;
const answersFd = 4;

const frameType = { next: 1, done: 2, error: 3 };
/** The upper half of the type of a log line's frame; the lower half is level and format. */
const logFrameMark = 0xa55a;

/** Starts a runtime, without the host's environment. */
export function startRuntimeProcess({ command, ...options }: RuntimeProcessOptions): RuntimeProcess {
  const { events } = options;
  const child = spawn(command.file, command.arguments, {
    cwd: options.taskRoot,
    env: command.hasPipes
      ? { ...options.variables, _LAMBDA_TELEMETRY_LOG_FD: String(answersFd) }
      : options.variables,
    stdio: ['ignore', 'pipe', 'pipe', ...(command.hasPipes ? (['pipe', 'pipe'] as const) : [])],
    // A process group of its own, so that whatever the function starts can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  // The exit of the process is reported by itself.
  for (const stream of child.stdio) stream?.on('error', () => {});
  if (command.hasPipes) connectPipes(child, events);
  child.stdout?.on('data', (chunk: Buffer) => events.output('stdout', chunk));
  child.stderr?.on('data', (chunk: Buffer) => events.output('stderr', chunk));

  let isGone = false;
  function gone(code: number | null, signal: string | null): void {
    if (isGone) return;
    isGone = true;
    killGroup(child);
    events.exit(code, signal);
  }
  child.on('exit', gone);
  child.on('error', () => gone(1, null));
  return {
    pid: child.pid,
    kill() {
      if (!isGone) killGroup(child);
    },
    // A process that outlived the group might still hold the pipes.
    async close() {
      for (const stream of child.stdio) (stream as Duplex | null)?.destroy();
    },
  };
}

function connectPipes(child: ChildProcess, events: RuntimeEvents): void {
  const invocations = child.stdio[invocationsFd] as Writable;
  const answers = child.stdio[answersFd] as Readable;
  const deliver = (message: InvocationMessage) => invocations.write(invocationFrame(message));
  answers.on(
    'data',
    createFrameReader((frame) => dispatch(frame, events, deliver)),
  );
}

function dispatch(frame: Frame, events: RuntimeEvents, deliver: (message: InvocationMessage) => void): void {
  if (frame.type === frameType.next) {
    events.next(deliver);
  } else if (frame.type >>> 16 === logFrameMark) {
    events.logged(frame.timestamp, frame.body.toString('utf8'));
  } else {
    const kind = frame.type === frameType.done ? 'response' : 'error';
    const requestId = frame.body.toString('latin1', 0, requestIdBytes);
    events.answer(kind, requestId, frame.body.subarray(requestIdBytes), frame.length - requestIdBytes);
  }
}

function invocationFrame({ headers, body }: InvocationMessage): Buffer {
  const head = JSON.stringify(headers);
  const headLength = Buffer.byteLength(head);
  const bodyLength = Buffer.byteLength(body);
  const bytes = Buffer.allocUnsafe(8 + headLength + bodyLength);
  bytes.writeUInt32BE(headLength, 0);
  bytes.writeUInt32BE(bodyLength, 4);
  bytes.write(head, 8);
  if (typeof body === 'string') bytes.write(body, 8 + headLength);
  else body.copy(bytes, 8 + headLength);
  return bytes;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has no process any more.
  }
}

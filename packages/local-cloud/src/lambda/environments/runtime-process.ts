import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex, Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { requestIdBytes } from '../limits.ts';
import { createFrameReader, type Frame } from './frame-reader.ts';
import type { InvocationMessage, RuntimeEvents } from './runtime-events.ts';

export interface RuntimeCommand {
  readonly file: string;
  readonly arguments: readonly string[];
}

export interface RuntimeProcess {
  readonly pid: number | undefined;
  /** Ends the process and the processes it started; its exit is reported as an event. */
  kill(): void;
  /** Lets go of the pipes, which a process that outlived the group might still hold. */
  close(): void;
}

export interface RuntimeProcessOptions {
  readonly command: RuntimeCommand;
  readonly variables: Readonly<Record<string, string>>;
  readonly taskRoot: string;
  readonly events: RuntimeEvents;
}

/** The descriptor on which the runtime of a Node environment writes its answers and its log lines. */
export const answersFd = 4;

const frameType = { next: 1, done: 2, error: 3 };
const logFrameMark = 0xa55a;

/** Starts a runtime. Of the host's environment nothing is passed on. */
export function startRuntimeProcess(options: RuntimeProcessOptions): RuntimeProcess {
  const { command, events } = options;
  const child = spawn(command.file, command.arguments, {
    cwd: options.taskRoot,
    env: options.variables,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // A process group of its own, so that whatever the function starts can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const invocations = child.stdio[3] as Writable;
  const answers = child.stdio[4] as Readable;
  const deliver = (message: InvocationMessage) => invocations.write(invocationFrame(message));
  answers.on(
    'data',
    createFrameReader((frame) => dispatch(frame, events, deliver)),
  );
  // A process that is gone says so by its exit.
  for (const stream of [invocations, answers, child.stdout, child.stderr]) stream?.on('error', () => {});
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
    close() {
      for (const stream of child.stdio) (stream as Duplex | null)?.destroy();
    },
  };
}

/** The command of a Node environment: AWS's runtime client, unmodified, under the Node that runs this cloud. */
export function nodeCommand(memorySize: number, compileCacheFolder: string): RuntimeCommand {
  const start = fileURLToPath(new URL('../runtime/start.cjs', import.meta.url));
  const heap = `--max-old-space-size=${Math.floor(memorySize * 0.9)}`;
  return { file: process.execPath, arguments: [heap, start, runtimeClient, compileCacheFolder] };
}

export const runtimeClient = fileURLToPath(import.meta.resolve('aws-lambda-ric'));

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
  const bytes = Buffer.allocUnsafe(8 + headLength + body.length);
  bytes.writeUInt32BE(headLength, 0);
  bytes.writeUInt32BE(body.length, 4);
  bytes.write(head, 8);
  body.copy(bytes, 8 + headLength);
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

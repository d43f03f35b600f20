import { StringDecoder } from 'node:string_decoder';
import type { LogWriter } from '../../logs/log-writer.ts';
import { maxLogEventBytes } from '../limits.ts';

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** The log stream of one environment: events are gathered and written together, in order. */
export interface EnvironmentLog {
  readonly group: string;
  readonly stream: string;
  /** A line of the platform. */
  line(message: string, timestamp?: number): void;
  /** A log call of the runtime: one event. */
  logged(message: string, timestamp: number): void;
  /** Output of the process other than the runtime's log calls: one event per line. */
  output(source: 'stdout' | 'stderr', chunk: Buffer): void;
  /** Ends the lines of output that are still unfinished. */
  endLines(): void;
  /** Begins the tail of another invocation. Returns a function that reads its last 4 KB. */
  startTail(): () => string;
  flush(): void;
}

const tailBytes = 4 * 1024;
const flushBytes = 256 * 1024;
const flushAfterMs = 250;

/** `show` gets the function's own lines as they come. */
export function createEnvironmentLog(
  logs: Pick<LogWriter, 'write'>,
  group: string,
  stream: string,
  show?: (message: string) => void,
): EnvironmentLog {
  let events: LogEvent[] = [];
  let bytes = 0;
  let isTimed = false;
  let tail = emptyTail();
  const unfinished = { stdout: '', stderr: '' };
  const decoders = { stdout: new StringDecoder(), stderr: new StringDecoder() };

  function flush(): void {
    if (events.length === 0) return;
    logs.write(group, stream, events);
    events = [];
    bytes = 0;
  }

  function append(message: string, timestamp: number): void {
    events.push({ timestamp, message });
    bytes += message.length;
    addToTail(tail, message);
    if (bytes > flushBytes) flush();
    if (isTimed) return;
    isTimed = true;
    setTimeout(flushInTime, flushAfterMs).unref();
  }

  /** Most invocations end sooner and flush themselves; the timer is kept for the next. */
  function flushInTime(): void {
    isTimed = false;
    flush();
  }

  function line(message: string, timestamp = Date.now()): void {
    const text = message.endsWith('\n') ? message.slice(0, -1) : message;
    // No character takes more than three bytes.
    if (text.length * 3 <= maxLogEventBytes) append(text, timestamp);
    else for (const part of partsOf(text)) append(part, timestamp);
  }

  function ofFunction(message: string, timestamp?: number): void {
    line(message, timestamp);
    show?.(message);
  }

  return {
    group,
    stream,
    line,
    logged: ofFunction,
    output(source, chunk) {
      const lines = (unfinished[source] + decoders[source].write(chunk)).split('\n');
      unfinished[source] = lines.pop() ?? '';
      for (const text of lines) ofFunction(text);
      if (unfinished[source].length < maxLogEventBytes) return;
      ofFunction(unfinished[source]);
      unfinished[source] = '';
    },
    startTail() {
      tail = emptyTail();
      return textOf.bind(null, tail);
    },
    endLines() {
      for (const source of ['stdout', 'stderr'] as const) {
        if (unfinished[source] !== '') ofFunction(unfinished[source]);
        unfinished[source] = '';
      }
    },
    flush,
  };
}

function* partsOf(message: string): Generator<string> {
  const bytes = Buffer.from(message);
  for (let start = 0; start < bytes.length; start += maxLogEventBytes) {
    yield bytes.toString('utf8', start, start + maxLogEventBytes);
  }
}

interface Tail {
  readonly lines: string[];
  length: number;
}

function emptyTail(): Tail {
  return { lines: [], length: 0 };
}

function addToTail(tail: Tail, line: string): void {
  tail.lines.push(line);
  tail.length += line.length;
  while (tail.lines.length > 1 && tail.length - (tail.lines[0]?.length ?? 0) > tailBytes) {
    tail.length -= tail.lines.shift()?.length ?? 0;
  }
}

function textOf({ lines }: Tail): string {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  return bytes.subarray(Math.max(0, bytes.length - tailBytes)).toString('utf8');
}

import { StringDecoder } from 'node:string_decoder';
import type { Logs } from '../../logs/logs.ts';
import { maxLogEventBytes } from '../limits.ts';

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** The log stream of one environment: events are gathered and written together, in order. */
export interface EnvironmentLog {
  readonly group: string;
  readonly stream: string;
  line(message: string, timestamp?: number): void;
  /** Output of the process that is not a log call of the runtime: one event a line. */
  output(source: 'stdout' | 'stderr', chunk: Buffer): void;
  /** What has come without a line's end is a line now. */
  endLines(): void;
  /** From here on the tail belongs to another invocation. */
  startTail(): void;
  /** The last 4 KB since the tail's start. */
  tail(): string;
  flush(): void;
}

const tailBytes = 4 * 1024;
const flushBytes = 256 * 1024;
const flushAfterMs = 250;

export function createEnvironmentLog(
  logs: Pick<Logs, 'write'>,
  group: string,
  stream: string,
): EnvironmentLog {
  let events: LogEvent[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let tail: string[] = [];
  let tailLength = 0;
  const unfinished = { stdout: '', stderr: '' };
  const decoders = { stdout: new StringDecoder(), stderr: new StringDecoder() };

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (events.length === 0) return;
    logs.write(group, stream, events);
    events = [];
    bytes = 0;
  }

  function append(message: string, timestamp: number): void {
    events.push({ timestamp, message });
    bytes += message.length;
    tail.push(message);
    tailLength += message.length;
    while (tail.length > 1 && tailLength - (tail[0]?.length ?? 0) > tailBytes) {
      tailLength -= tail.shift()?.length ?? 0;
    }
    if (bytes > flushBytes) flush();
    else timer ??= setTimeout(flush, flushAfterMs).unref();
  }

  function line(message: string, timestamp = Date.now()): void {
    for (const part of partsOf(message.endsWith('\n') ? message.slice(0, -1) : message))
      append(part, timestamp);
  }

  return {
    group,
    stream,
    line,
    output(source, chunk) {
      const lines = (unfinished[source] + decoders[source].write(chunk)).split('\n');
      unfinished[source] = lines.pop() ?? '';
      for (const text of lines) line(text);
      if (unfinished[source].length < maxLogEventBytes) return;
      line(unfinished[source]);
      unfinished[source] = '';
    },
    startTail() {
      tail = [];
      tailLength = 0;
    },
    tail() {
      const text = Buffer.from(tail.map((message) => `${message}\n`).join(''));
      return text.subarray(Math.max(0, text.length - tailBytes)).toString('utf8');
    },
    endLines() {
      for (const source of ['stdout', 'stderr'] as const) {
        if (unfinished[source] !== '') line(unfinished[source]);
        unfinished[source] = '';
      }
    },
    flush,
  };
}

function* partsOf(message: string): Generator<string> {
  if (message.length * 3 <= maxLogEventBytes) return yield message;
  const bytes = Buffer.from(message);
  for (let start = 0; start < bytes.length; start += maxLogEventBytes) {
    yield bytes.toString('utf8', start, start + maxLogEventBytes);
  }
}

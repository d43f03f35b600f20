import type { LogSource } from '../log-source.ts';
import { ownRequestId } from '../trace/request-ids.ts';

/** Streams that are followed at once; an environment of a function has one each. */
const maxStreams = 10_000;

/**
 * Finds the request of each event. A line that a function prints without the id of its request belongs to the
 * one that its stream has started and not ended: an environment works on one request at a time.
 */
export class RequestIdTracker {
  readonly #current = new Map<string, string>();

  idOf(source: LogSource, streamName: string, message: string): string | undefined {
    const own = ownRequestId(source.kind, message);
    if (source.kind !== 'function') return own;
    const stream = `${source.logGroupName}\n${streamName}`;
    if (isReport(message)) this.#current.delete(stream);
    else if (own) this.#begin(stream, own);
    return own ?? this.#current.get(stream);
  }

  #begin(stream: string, id: string): void {
    if (this.#current.get(stream) === id) return;
    this.#current.delete(stream);
    this.#current.set(stream, id);
    if (this.#current.size <= maxStreams) return;
    const [oldest] = this.#current.keys();
    if (oldest !== undefined) this.#current.delete(oldest);
  }
}

/** The last line of an invocation, in Lambda's format of text and of JSON. */
function isReport(message: string): boolean {
  return (
    message.startsWith('REPORT RequestId: ') ||
    (message.startsWith('{') && message.includes('"type":"platform.report"'))
  );
}

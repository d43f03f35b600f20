import type { LogEvent } from '../src/index.ts';

export interface Watching {
  readonly messages: string[];
  /** Resolves when this many events have arrived. */
  until(count: number): Promise<void>;
  /** Resolves when this message has come. */
  untilMessage(message: string): Promise<void>;
  /** Aborts, and waits until the iteration has ended. */
  stop(): Promise<void>;
}

/** Takes the events of an endless iteration as they come. */
export function watching(start: (signal: AbortSignal) => AsyncIterable<LogEvent>): Watching {
  const abort = new AbortController();
  const messages: string[] = [];
  let notify = () => {};
  const ended = (async () => {
    for await (const { message } of start(abort.signal)) {
      messages.push(message);
      notify();
    }
  })();
  async function when(isEnough: () => boolean): Promise<void> {
    while (!isEnough()) await Promise.race([new Promise<void>((resolve) => (notify = resolve)), ended]);
  }
  return {
    messages,
    until: (count) => when(() => messages.length >= count),
    untilMessage: (message) => when(() => messages.includes(message)),
    async stop() {
      abort.abort();
      await ended;
    },
  };
}

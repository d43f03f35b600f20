/** What scheduled rules go by. Tests have one that they move. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `callback` once, at `time` or later. Returns what prevents it. */
  at(time: number, callback: () => void): () => void;
}

/** A timer of Node.js takes no more than 2^31 ms. */
const longestWaitMs = 86_400_000;

/** No process stays alive because a rule waits. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, callback) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const rest = time - Date.now();
      const next = rest > longestWaitMs ? wait : callback;
      timer = setTimeout(next, Math.min(Math.max(rest, 0), longestWaitMs)).unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};

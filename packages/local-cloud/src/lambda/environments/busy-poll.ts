import { availableParallelism } from 'node:os';

/** Within this time a brief function responds, and a client in a loop sends its next call. */
const windowMs = 0.1;
/** The pause between two looks that found nothing: each look leaves garbage. */
const pauseMs = 0.004;
/** A longer turn of the event loop has found something to do. */
const emptyTurnMs = 0.01;

/**
 * Returns a function that keeps this process awake for a moment, polling for the next event. A sleeping process is woken
 * on another processor, which takes longer than a brief function itself; Linux calls the remedy busy polling.
 */
export function createBusyPoll(processors = availableParallelism()): () => void {
  let until = 0;
  let isLooking = false;
  let lookedAt = 0;

  function look(): void {
    let now = performance.now();
    isLooking = now < until;
    if (!isLooking) return;
    const pauseEnd = now - lookedAt < emptyTurnMs ? now + pauseMs : now;
    while (now < pauseEnd) now = performance.now();
    lookedAt = now;
    setImmediate(look);
  }

  return () => {
    until = performance.now() + windowMs;
    if (processors > 1 && !isLooking) look();
  };
}

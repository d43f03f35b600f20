import { availableParallelism } from 'node:os';

/** In this time a brief function answers, and a client that calls again and again does so. */
const windowMs = 0.1;

/**
 * Makes what keeps this process awake a moment longer, looking for what comes next. A process that sleeps is woken
 * on another processor, and that takes longer than a brief function itself; Linux calls the remedy busy polling.
 */
export function createBusyPoll(processors = availableParallelism()): () => void {
  let until = 0;
  let isLooking = false;

  function look(): void {
    isLooking = performance.now() < until;
    if (isLooking) setImmediate(look);
  }

  return () => {
    until = performance.now() + windowMs;
    if (processors > 1 && !isLooking) look();
  };
}

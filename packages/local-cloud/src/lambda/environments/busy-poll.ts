import { availableParallelism } from 'node:os';

/** In this time a brief function answers, and a client that calls again and again does so. */
const windowMs = 0.1;
/** Each look leaves an object to be collected, so there is a pause between two that found nothing. */
const pauseMs = 0.004;
/** A turn of the event loop that takes longer had something to do. */
const emptyTurnMs = 0.01;

/**
 * Makes what keeps this process awake a moment longer, looking for what comes next. A process that sleeps is woken
 * on another processor, and that takes longer than a brief function itself; Linux calls the remedy busy polling.
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

import type { NextFunction, Request, Response } from 'express';
import mongoose from 'mongoose';
import { afterThaw, mongoTimeouts, mongoUri, timeoutMs, tooSlow } from './mongo-server.ts';

// Changed by the move, 3: a Lambda environment serves many requests, so the connection outlives each of them.
let connecting: Promise<unknown> | undefined;
let dropping: Promise<unknown> | undefined;

/**
 * Lets a request pass when the database is connected. One for which MongoDB takes too long is reported at once, and not
 * by `next`, which its own handler still calls: the second time Express would close the connection of the client.
 */
export function connected(report: (cause: unknown, request: Request, response: Response) => void) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const timer = setTimeout(() => report(tooSlow(), request, response), timeoutMs);
    response.once('close', () => clearTimeout(timer));
    connecting ??= connect();
    response.locals.connecting = connecting;
    connecting.then(afterThaw).then(() => next(), next);
  };
}

async function connect(): Promise<void> {
  await dropping;
  // No command waits in memory for a connection: a request would take longer than the time-out.
  mongoose.set('bufferCommands', false);
  await mongoose.connect(mongoUri, { ...mongoTimeouts, autoIndex: false });
  // Before the first request, so that no two pets of one name come in earlier than the index.
  for (const name of mongoose.modelNames()) await mongoose.model(name).createIndexes();
}

/** Changed by the move, 4: the connection that a request found broken is dropped, and the next request connects again. */
export function forgetConnection({ locals }: Response): void {
  // Several requests may have found the same connection broken; one of them may have a successor already.
  if (locals.connecting !== connecting) return;
  connecting = undefined;
  dropping = mongoose.disconnect().catch(console.error);
}

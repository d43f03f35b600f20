import type { NextFunction, Request, Response } from 'express';
import mongoose from 'mongoose';

const { MONGODB_URI } = process.env;
if (!MONGODB_URI) {
  throw new Error('Expected the URI of a MongoDB server for environment variable MONGODB_URI, received none');
}
const uri = MONGODB_URI;

// Changed by the move, 2: below the 29 seconds after which API Gateway gives up, so that the client gets this app's 503.
const timeoutMs = 10_000;

// Changed by the move, 3: a Lambda environment serves many requests, so the connection outlives each of them.
let connecting: Promise<unknown> | undefined;
let dropping: Promise<unknown> | undefined;

/** Lets a request pass when the database is connected. */
export function connected(_request: Request, _response: Response, next: NextFunction): void {
  connecting ??= connect();
  connecting.then(() => next(), next);
}

async function connect(): Promise<void> {
  await dropping;
  // No command waits in memory for a connection: a request would take longer than the time-out.
  mongoose.set('bufferCommands', false);
  const timeouts = { serverSelectionTimeoutMS: timeoutMs, connectTimeoutMS: timeoutMs };
  await mongoose.connect(uri, { ...timeouts, autoIndex: false });
  // Before the first request, so that no two pets of one name come in earlier than the index.
  for (const name of mongoose.modelNames()) await mongoose.model(name).createIndexes();
}

/** Changed by the move, 4: a broken connection is dropped, and the next request connects again. */
export function forgetConnection(): void {
  const dropped = mongoose.disconnect();
  connecting = undefined;
  dropping = dropped.catch(console.error);
}

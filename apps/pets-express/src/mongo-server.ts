import { setImmediate } from 'node:timers/promises';

const { MONGODB_URI } = process.env;
if (!MONGODB_URI) {
  throw new Error('Expected the URI of a MongoDB server for environment variable MONGODB_URI, received none');
}

export const mongoUri = MONGODB_URI;

// Changed by the move, 2: below the 29 seconds after which API Gateway gives up, so that the client gets this app's 503.
export const timeoutMs = 10_000;

export const mongoTimeouts = {
  serverSelectionTimeoutMS: timeoutMs,
  connectTimeoutMS: timeoutMs,
  socketTimeoutMS: timeoutMs,
};

/** Why a request ends that had to wait several times, each shorter than the driver's limits. */
export function tooSlow(): Error {
  const error = new Error(`MongoDB took longer than ${timeoutMs / 1000} seconds`);
  return Object.assign(error, { name: 'MongoTooSlowError' });
}

/**
 * Lets Node hear which connections were closed while Lambda had frozen the process: a command on one of them would fail
 * without being sent. Their end, and the end of this side, are a turn of the event loop each.
 */
export async function afterThaw(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await setImmediate();
}

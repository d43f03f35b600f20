import type mongoose from 'mongoose';

export interface Problem {
  readonly status: number;
  readonly message: string;
  /** What is wrong with each field. */
  readonly errors?: Readonly<Record<string, string>>;
}

/**
 * What a client hears of a failure. Nothing that it did not cause is described to it. Errors of mongoose are known by
 * their names, because the function without mongoose reports its failures here as well.
 */
export function problemOf(cause: unknown): Problem {
  if (isValidationError(cause))
    return { status: 422, message: 'The pet is not valid', errors: messagesOf(cause) };
  const { name, value, code, status, type, message } = (cause ?? {}) as Record<string, unknown>;
  if (name === 'CastError')
    return {
      status: 400,
      message: `Expected an id of 24 hexadecimal digits, received ${JSON.stringify(value)}`,
    };
  if (isUnreachable(cause))
    return { status: 503, message: 'The database cannot be reached; try again in a moment' };
  if (code === 11000)
    return {
      status: 409,
      message: 'There is a pet of this name already',
      errors: { name: 'There is a pet of this name already' },
    };
  if (type === 'entity.parse.failed') return { status: 400, message: 'The body is not valid JSON' };
  if (type === 'entity.too.large') return { status: 413, message: 'Expected a body of at most 100 KB' };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, message: String(message) };
  return { status: 500, message: 'The request failed; the log of the app has the cause' };
}

function isValidationError(cause: unknown): cause is mongoose.Error.ValidationError {
  return cause instanceof Error && cause.name === 'ValidationError';
}

function messagesOf({ errors }: mongoose.Error.ValidationError): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, messageOf(field, error)]));
}

/** Mongoose's own words for a value of another type name classes of its code. */
function messageOf(field: string, error: { name: string; message: string }): string {
  return error.name === 'CastError' ? `Expected another type of value for ${field}` : error.message;
}

// The driver's classes of failed connections have no common parent, and mongoose adds one of its own.
const connectionErrors =
  /^(PoolClearedOnNetworkError|Mongo(oseServerSelection|ServerSelection|ServerClosed|Network|NetworkTimeout|TooSlow|NotConnected|PoolCleared|PoolClosed|TopologyClosed|ClientClosed|WaitQueueTimeout|System)Error)$/;
// The driver passes on what Node reports of a socket that was closed while nothing was sent.
const socketErrors = /^E(PIPE|CONNRESET|CONNREFUSED|TIMEDOUT|HOSTUNREACH)$/;
// What a server reports that shuts down or is no longer the one that takes writes.
const ofLeavingServers: readonly unknown[] = [91, 189, 10107, 11600, 11602, 13435, 13436];

function isUnreachable(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const isClosed = cause.name === 'MongooseError' && cause.message.includes('before initial connection');
  const isLeaving =
    cause.name === 'MongoServerError' && 'code' in cause && ofLeavingServers.includes(cause.code);
  const isOfSocket = 'code' in cause && socketErrors.test(String(cause.code));
  return connectionErrors.test(cause.name) || isClosed || isLeaving || isOfSocket;
}

/** A request id is a UUID. */
export const requestIdBytes = 36;

/** Of a synchronous invocation, in and out; AWS allows a response 100 bytes more. */
export const maxPayloadBytes = 6 * 1024 * 1024;
export const maxResponseBytes = maxPayloadBytes + 100;

export const maxEventPayloadBytes = 256 * 1024;
/** Asynchronous invocations of one cloud that wait or run. */
export const maxPendingEvents = 10_000;

/** The longest event of CloudWatch Logs; longer lines are cut into several. */
export const maxLogEventBytes = 256 * 1024;

/** Of the zip itself; the request that carries it in base64 may be a third larger. */
export const maxUploadBytes = 50 * 1024 * 1024;
export const maxRequestBytes = 69_905_067;
export const maxUnpackedBytes = 250 * 1024 * 1024;
export const maxPackageEntries = 50_000;

export const maxEnvironmentVariablesBytes = 4 * 1024;

export const accountConcurrency = 1000;
/** Reserving concurrency must leave at least this much of the account's to the other functions. */
export const minUnreservedConcurrency = 100;

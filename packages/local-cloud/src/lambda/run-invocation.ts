import type { Outcome } from './environments/environment.ts';
import { lambdaError } from './errors.ts';
import { type FoundFunction, findVersion } from './find-function.ts';
import { functionArn } from './function-name.ts';
import type { FunctionRecord } from './function-record.ts';
import { accountConcurrency } from './limits.ts';
import type { LambdaState } from './state.ts';

export interface NewInvocation {
  readonly requestId: string;
  readonly clientRequestId?: string | undefined;
  readonly payload: string | Buffer;
  readonly traceId: string;
  readonly clientContext?: string | undefined;
}

export interface InvocationRun {
  readonly outcome: Outcome;
  readonly executedVersion: string;
}

/** Runs a function now. Rejects with TooManyRequestsException where its concurrency is used up. */
export async function runInvocation(
  state: LambdaState,
  found: FoundFunction,
  invocation: NewInvocation,
): Promise<InvocationRun> {
  const version = findVersion(state, found, Math.random);
  const { record, qualifier } = found;
  reserveConcurrency(state, record);
  try {
    const invokedArn = functionArn(state.account, record.name, qualifier);
    const outcome = await state.fleet.run(version, { ...invocation, functionArn: invokedArn }, state.launch);
    return { outcome, executedVersion: version.configuration.Version };
  } finally {
    record.running -= 1;
    state.running -= 1;
  }
}

/** Counts one more invocation in flight. */
function reserveConcurrency(state: LambdaState, record: FunctionRecord): void {
  const { reservedConcurrency } = record;
  if (reservedConcurrency !== undefined && record.running >= reservedConcurrency) {
    throw tooMany('ReservedFunctionConcurrentInvocationLimitExceeded');
  }
  if (state.running >= accountConcurrency) throw tooMany('ConcurrentInvocationLimitExceeded');
  record.running += 1;
  state.running += 1;
}

function tooMany(Reason: string) {
  return lambdaError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason });
}

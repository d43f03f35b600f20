import type { FunctionRecord } from './function-record.ts';
import { lambdaError } from './lambda-error.ts';
import type { LambdaState } from './lambda-state.ts';
import { accountConcurrency } from './limits.ts';

/** Counts one more invocation in flight; answers how to count it out again. Throws where that is too many. */
export function reserveConcurrency(state: LambdaState, record: FunctionRecord): () => void {
  const { reservedConcurrency } = record;
  if (reservedConcurrency !== undefined && record.running >= reservedConcurrency) {
    throw tooMany('ReservedFunctionConcurrentInvocationLimitExceeded');
  }
  if (state.running >= accountConcurrency) throw tooMany('ConcurrentInvocationLimitExceeded');
  record.running += 1;
  state.running += 1;
  return () => {
    record.running -= 1;
    state.running -= 1;
  };
}

function tooMany(Reason: string) {
  return lambdaError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason });
}

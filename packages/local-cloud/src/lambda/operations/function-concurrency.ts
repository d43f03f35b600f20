import type {
  DeleteFunctionConcurrencyCommandInput,
  GetFunctionConcurrencyCommandInput,
  PutFunctionConcurrencyCommandInput,
} from '@aws-sdk/client-lambda';
import { invalidParameter, invalidValue } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import { accountConcurrency, minUnreservedConcurrency } from '../limits.ts';
import type { LambdaState } from '../state.ts';

interface Concurrency {
  readonly ReservedConcurrentExecutions?: number;
}

export function putFunctionConcurrency(
  state: LambdaState,
  input: PutFunctionConcurrencyCommandInput,
): Concurrency {
  const { record, qualifier } = findFunction(state, input.FunctionName, undefined, '$LATEST');
  if (qualifier !== undefined) {
    throw invalidParameter(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    );
  }
  const wanted = input.ReservedConcurrentExecutions;
  if (wanted === undefined || !Number.isInteger(wanted) || wanted < 0) {
    throw invalidValue(
      wanted,
      'reservedConcurrentExecutions',
      'Member must have value greater than or equal to 0',
    );
  }
  const others = [...state.functions.values()].filter((other) => other !== record);
  const reserved = others.reduce((sum, other) => sum + (other.reservedConcurrency ?? 0), 0);
  if (accountConcurrency - reserved - wanted < minUnreservedConcurrency) {
    throw invalidParameter(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minUnreservedConcurrency}].`,
    );
  }
  record.reservedConcurrency = wanted;
  return { ReservedConcurrentExecutions: wanted };
}

export function getFunctionConcurrency(
  state: LambdaState,
  input: GetFunctionConcurrencyCommandInput,
): Concurrency {
  const { reservedConcurrency } = findFunction(state, input.FunctionName).record;
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
}

export function deleteFunctionConcurrency(
  state: LambdaState,
  input: DeleteFunctionConcurrencyCommandInput,
): undefined {
  findFunction(state, input.FunctionName).record.reservedConcurrency = undefined;
}

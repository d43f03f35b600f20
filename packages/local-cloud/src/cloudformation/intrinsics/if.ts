import { templateError } from '../errors.ts';
import type { JsonValue } from '../template.ts';
import type { Resolve, Scope } from './intrinsic-function.ts';

export function chooseBranch(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue | undefined {
  return resolve(takenBranch(argument, scope.conditions));
}

/** The branch of an `Fn::If` that its condition chooses, unresolved. */
export function takenBranch(argument: JsonValue, conditions: ReadonlyMap<string, boolean>): JsonValue {
  const [name, whenTrue, whenFalse] = ifArguments(argument);
  const holds = conditions.get(name);
  if (holds === undefined) throw unresolvedCondition(name);
  return holds ? whenTrue : whenFalse;
}

export function ifArguments(argument: JsonValue): [condition: string, then: JsonValue, otherwise: JsonValue] {
  const [name, whenTrue, whenFalse, ...others] = Array.isArray(argument) ? argument : [];
  if (whenTrue === undefined || whenFalse === undefined || others.length > 0) {
    throw templateError('Fn::If requires a list argument with three elements');
  }
  if (typeof name !== 'string') {
    throw templateError('Fn::If requires a list argument with the first element being a condition');
  }
  return [name, whenTrue, whenFalse];
}

function unresolvedCondition(name: string): Error {
  return templateError(`unresolved condition dependency ${name} in the Resources block of the template`);
}

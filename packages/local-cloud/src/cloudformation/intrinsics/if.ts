import { isRecord } from '../../aws/is-record.ts';
import { templateError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import { intrinsicCall, type Resolve, type Scope } from './intrinsic-function.ts';

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

/** An object with the branches that its `Fn::If`s take in their place, and without the members that have no value then. */
export function withTakenBranches(value: JsonObject, conditions: ReadonlyMap<string, boolean>): JsonObject {
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const taken = taking(member, conditions);
    return taken === undefined ? [] : [[name, taken] as const];
  });
  return Object.fromEntries(entries);
}

function taking(value: JsonValue, conditions: ReadonlyMap<string, boolean>): JsonValue | undefined {
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const taken = taking(item, conditions);
      return taken === undefined ? [] : [taken];
    });
  if (!isRecord(value)) return value;
  const call = intrinsicCall(value);
  if (call?.name === 'Ref' && call.argument === 'AWS::NoValue') return undefined;
  return call?.name === 'Fn::If'
    ? taking(takenBranch(call.argument, conditions), conditions)
    : withTakenBranches(value, conditions);
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

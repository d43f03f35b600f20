import { isRecord } from '../../aws/is-record.ts';
import type { JsonValue } from '../template.ts';
import { takenBranch } from './if.ts';
import { intrinsicCall, type PlanScope, type Scope } from './intrinsic-function.ts';
import { references } from './references.ts';
import { resolve } from './resolve.ts';

/** AWS calls these before a stack has any resources. */
const calledEarly = ['Fn::FindInMap', 'Fn::Select'];

/** Throws the error of a call that needs no resource: a mapping without the key, an index without an item. */
export function checkConstantCalls(value: unknown, planScope: PlanScope): void {
  const scope: Scope = {
    ...planScope,
    physicalId: () => undefined,
    attribute: () => undefined,
    exported: () => undefined,
    stored: (name: string) => name,
    secret: (name: string) => name,
  };
  const isConstant = (argument: JsonValue) =>
    !importsValue(argument) &&
    references(argument, scope.conditions).every(
      ({ name }) => name === 'AWS::NoValue' || scope.parameters.has(name),
    );

  function check(part: unknown): void {
    if (Array.isArray(part)) part.forEach(check);
    if (!isRecord(part)) return;
    const call = intrinsicCall(part as never);
    if (!call) Object.values(part).forEach(check);
    else if (call.name === 'Fn::If') check(takenBranch(call.argument, scope.conditions));
    else if (calledEarly.includes(call.name) && isConstant(call.argument)) resolve(part as never, scope);
    else check(call.argument);
  }

  check(value);
}

function importsValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(importsValue);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([name, item]) => name === 'Fn::ImportValue' || importsValue(item));
}

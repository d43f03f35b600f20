import { resolve } from '../intrinsics/resolve.ts';
import { scalarText } from '../intrinsics/scalar-text.ts';
import type { Scope } from '../intrinsics/scope.ts';
import { formatError } from '../parsing/template-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import type { StackPlan } from './plan.ts';
import type { StackOutput } from './stack.ts';

/** The outputs whose conditions hold, resolved. */
export function resolveOutputs(plan: StackPlan, scope: Scope): StackOutput[] {
  const outputs = Object.entries(plan.template.Outputs ?? {});
  const live = outputs.filter(
    ([, { Condition: name }]) => typeof name !== 'string' || plan.conditions.get(name) === true,
  );
  return live.map(([key, output]) => resolveOutput(key, output, scope));
}

function resolveOutput(key: string, output: JsonObject, scope: Scope): StackOutput {
  const text = (value: JsonValue | undefined, member: string): string => {
    const resolved = value === undefined ? undefined : scalarText(resolve(value, scope));
    if (resolved !== undefined) return resolved;
    throw formatError(`The ${member} field of every Outputs member must evaluate to a String. (${key})`);
  };
  return {
    key,
    value: text(output.Value, 'Value'),
    description: scalarText(output.Description),
    exportName: isObject(output.Export) ? text(output.Export.Name, 'Export Name') : undefined,
  };
}

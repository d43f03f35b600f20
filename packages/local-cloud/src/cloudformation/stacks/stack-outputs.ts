import { isRecord } from '../../aws/is-record.ts';
import { formatError, validationError } from '../errors.ts';
import { resolveWhole } from '../intrinsics/dynamic-references.ts';
import { type Scope, scalarText } from '../intrinsics/intrinsic-function.ts';
import type { CloudFormationState, Stack, StackOutput, StackPlan } from '../state.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import { failureReason } from './call-handler.ts';
import { findExport, liveStacks } from './find-stack.ts';
import { runScope, type StackRun } from './stack-run.ts';

/** The outputs whose conditions are true, resolved. */
export function resolveOutputs(plan: StackPlan, scope: Scope): StackOutput[] {
  const outputs = Object.entries(plan.template.Outputs ?? {});
  const live = outputs.filter(
    ([, { Condition: name }]) => typeof name !== 'string' || plan.conditions.get(name) === true,
  );
  return live.map(([key, output]) => resolveOutput(key, output, scope));
}

function resolveOutput(key: string, output: JsonObject, scope: Scope): StackOutput {
  const text = (value: JsonValue | undefined, member: string): string => {
    const resolved = value === undefined ? undefined : scalarText(resolveWhole(value, scope));
    if (resolved !== undefined) return resolved;
    throw formatError(`The ${member} field of every Outputs member must evaluate to a String. (${key})`);
  };
  return {
    key,
    value: text(output.Value, 'Value'),
    description: scalarText(output.Description),
    exportName: isRecord(output.Export) ? text(output.Export.Name, 'Export Name') : undefined,
  };
}

/** Sets the stack's outputs and imports from its plan. Returns the reason where that is impossible. */
export function settleOutputs(run: StackRun): string | undefined {
  const { state, stack, plan, imports } = run;
  try {
    const outputs = resolveOutputs(plan, runScope(run));
    checkExports(state, stack, outputs);
    stack.outputs = outputs;
    stack.imports = new Set(imports);
    state.outputsChanged?.(stack);
    return undefined;
  } catch (error) {
    return failureReason(stack.name, error);
  }
}

export function importers(state: CloudFormationState, exportName: string): Stack[] {
  return liveStacks(state).filter(({ imports }) => imports.has(exportName));
}

/** Throws AWS's error if these outputs export a name of another stack's, or change or drop one that is in use. */
export function checkExports(
  state: CloudFormationState,
  stack: Stack,
  outputs: readonly StackOutput[],
): void {
  const names = outputs.map(({ exportName }) => exportName).filter((name) => name !== undefined);
  for (const [index, name] of names.entries()) {
    const other = findExport(state, name);
    if (other && other.stack !== stack) {
      throw validationError(`Export with name ${name} is already exported by stack ${other.stack.name}.`);
    }
    if (names.indexOf(name) !== index) {
      throw validationError(`Duplicate Export names: [${name}]. Each export needs to have unique name.`);
    }
  }
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined) continue;
    const after = outputs.find((output) => output.exportName === exportName);
    if (!after) refuseInUse(state, exportName, 'deleted');
    else if (after.value !== value) refuseInUse(state, exportName, 'updated');
  }
}

function refuseInUse(state: CloudFormationState, name: string, verb: 'deleted' | 'updated'): void {
  const users = importers(state, name).map((stack) => stack.name);
  if (users.length === 0) return;
  throw validationError(`Export ${name} cannot be ${verb} as it is in use by ${users.join(' and ')}`);
}

import { validationError } from '../parsing/template-error.ts';
import type { CloudFormationState } from '../state.ts';
import { liveStacks } from './find-stack.ts';
import type { Stack, StackOutput } from './stack.ts';

export function exportedValue(state: CloudFormationState, name: string): string | undefined {
  return exporter(state, name)?.output.value;
}

/** The stack that exports this name, and the output it is. */
function exporter(
  state: CloudFormationState,
  name: string,
): { stack: Stack; output: StackOutput } | undefined {
  for (const stack of liveStacks(state)) {
    const output = stack.outputs.find(({ exportName }) => exportName === name);
    if (output) return { stack, output };
  }
  return undefined;
}

export function importers(state: CloudFormationState, exportName: string): Stack[] {
  return liveStacks(state).filter(({ imports }) => imports.has(exportName));
}

/** Throws AWS's text when a stack with these outputs would take a name from others, or change or drop one in use. */
export function checkExports(
  state: CloudFormationState,
  stack: Stack,
  outputs: readonly StackOutput[],
): void {
  const names = outputs.map(({ exportName }) => exportName).filter((name) => name !== undefined);
  for (const [index, name] of names.entries()) {
    const other = exporter(state, name);
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

import { failureReason } from './attempt.ts';
import { checkExports } from './exports.ts';
import { resolveOutputs } from './resolve-outputs.ts';
import { runScope, type StackRun } from './stack-run.ts';

/** Gives the stack the plan's outputs and imports; what it gives back is why that cannot be, `undefined` if it can. */
export function settleOutputs(run: StackRun): string | undefined {
  const { state, stack, plan, imports } = run;
  try {
    const outputs = resolveOutputs(plan, runScope(run));
    checkExports(state, stack, outputs);
    stack.outputs = outputs;
    stack.imports = new Set(imports);
    return undefined;
  } catch (error) {
    return failureReason(stack.name, error);
  }
}

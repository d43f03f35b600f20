import type { CloudFormationState, Stack, StackOperation } from '../state.ts';

/** Runs an operation on a stack in the background. */
export function startOperation(
  state: CloudFormationState,
  stack: Stack,
  clientRequestToken: string | undefined,
  run: (operation: StackOperation) => Promise<void>,
): void {
  const operation: StackOperation = { clientRequestToken, stopped: undefined, finished: Promise.resolve() };
  stack.operation = operation;
  operation.finished = run(operation)
    .catch((error: unknown) => console.error(`The operation on stack ${stack.name} failed:`, error))
    .finally(() => {
      if (stack.operation === operation) stack.operation = undefined;
      state.running.delete(operation.finished);
    });
  state.running.add(operation.finished);
}

/** A function, because the compiler would narrow `stopped` although another call may set it meanwhile. */
export function isShutDown({ stopped }: StackOperation): boolean {
  return stopped === 'shutdown';
}

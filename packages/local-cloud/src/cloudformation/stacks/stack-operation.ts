import type { CloudFormationState, Stack } from '../state.ts';

/** One run that creates, changes or deletes a stack. */
export interface StackOperation {
  readonly clientRequestToken: string | undefined;
  /** Why no further resource is started; `undefined` while they are. */
  stopped: StopReason | undefined;
  /** Settles when the operation is over; never rejects. */
  finished: Promise<void>;
}

/** A resource failed, the stack is deleted while it is created, or the cloud stops. Only the first is rolled back. */
export type StopReason = 'failed' | 'deleted' | 'shutdown';

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

import type { CloudFormationState, Stack } from '../state.ts';

/** One run that makes, changes or removes a stack. */
export interface StackOperation {
  readonly clientRequestToken: string | undefined;
  /** Set when no further resource is to be started: a failure, a deletion in the middle, the end of the cloud. */
  stopped: StopReason | undefined;
  /** Settles when the operation is over; never rejects. */
  finished: Promise<void>;
}

/** `failed` is followed by a rollback, the others are not. */
export type StopReason = 'failed' | 'deleted' | 'shutdown';

/** Runs an operation on a stack in the background, after what is still under way on it. */
export function startOperation(
  state: CloudFormationState,
  stack: Stack,
  clientRequestToken: string | undefined,
  run: (operation: StackOperation) => Promise<void>,
): void {
  const operation: StackOperation = { clientRequestToken, stopped: undefined, finished: Promise.resolve() };
  stack.operation = operation;
  operation.finished = run(operation)
    .catch((error: unknown) => console.error(`The operation on stack ${stack.name} broke off:`, error))
    .finally(() => {
      if (stack.operation === operation) stack.operation = undefined;
      state.running.delete(operation.finished);
    });
  state.running.add(operation.finished);
}

/** Says so even where the compiler believes to know, as another call may have set it meanwhile. */
export function isShutDown({ stopped }: StackOperation): boolean {
  return stopped === 'shutdown';
}

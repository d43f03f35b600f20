/** A function that a worker can run: its module exports it under its own name. */
export interface WorkerTask<Input, Output> {
  readonly module: string;
  readonly run: (input: Input) => Output;
}

/** `module` is the URL of the file that the function is in. Inputs and outputs are copied between workers. */
export function workerTask<Input, Output>(
  module: string,
  run: (input: Input) => Output,
): WorkerTask<Input, Output> {
  return { module, run };
}

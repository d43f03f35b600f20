/** A function that a thread can run: its module exports it under its own name. */
export interface ThreadTask<Input, Output> {
  readonly module: string;
  readonly run: (input: Input) => Output;
}

/** `module` is the URL of the file that the function is in. Inputs and outputs are copied between threads. */
export function threadTask<Input, Output>(
  module: string,
  run: (input: Input) => Output,
): ThreadTask<Input, Output> {
  return { module, run };
}

/** Where functions' output is shown while they run, besides in their logs. */
export interface FunctionOutput {
  /** Begins the output of one environment. */
  open(functionName: string): EnvironmentOutput;
}

export interface EnvironmentOutput {
  /** Names the invocation that the following lines belong to by the request id that its client gets. */
  begin(requestId: string): void;
  /** One event of the function's log: a log call, or a line of other output. */
  line(message: string): void;
  /** The invocation has failed, for a reason that is not in the function's own lines. */
  failed(reason: string): void;
}

/** Shows the same output in several places. */
export function combineOutputs(outputs: readonly FunctionOutput[]): FunctionOutput {
  return {
    open(functionName) {
      const opened = outputs.map((output) => output.open(functionName));
      return {
        begin(requestId) {
          for (const one of opened) one.begin(requestId);
        },
        line(message) {
          for (const one of opened) one.line(message);
        },
        failed(reason) {
          for (const one of opened) one.failed(reason);
        },
      };
    },
  };
}

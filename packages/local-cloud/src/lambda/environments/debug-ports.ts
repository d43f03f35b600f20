/** What a debugger needs: a fixed port for each function, and a process that no time limit ends. */
export interface DebugPorts {
  /** The port on 127.0.0.1 on which the function's process listens for a debugger; the same after each restart. */
  portOf(functionArn: string): number;
}

/** In seconds: as long as a timer can be. */
export const noTimeout = 1_000_000;

/** Ports from the given one up, in the order in which functions are first started. */
export function createDebugPorts(firstPort: number): DebugPorts {
  const ports = new Map<string, number>();
  return {
    portOf(functionArn) {
      const port = ports.get(functionArn) ?? firstPort + ports.size;
      ports.set(functionArn, port);
      return port;
    },
  };
}

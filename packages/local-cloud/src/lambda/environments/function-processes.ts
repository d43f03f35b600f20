import { createEnvironmentFleet, defaultLimits, type EnvironmentFleet } from './environment-fleet.ts';
import { createProcessGuard, type ProcessGuard } from './process-guard.ts';

/** The processes of the functions of all regions: limits on them guard the machine. */
export interface FunctionProcesses {
  readonly fleet: EnvironmentFleet;
  readonly guard: ProcessGuard;
  /** Asynchronous invocations that wait or run. */
  readonly events: { pending: number };
  /** Ends every environment; what is running is lost. */
  stop(): Promise<void>;
}

/** `isDebugged`: one process can listen on a function's port for a debugger. */
export function createFunctionProcesses(isDebugged = false): FunctionProcesses {
  const fleet = createEnvironmentFleet(isDebugged ? { ...defaultLimits, maxOfVersion: 1 } : defaultLimits);
  const guard = createProcessGuard();
  return {
    fleet,
    guard,
    events: { pending: 0 },
    async stop() {
      await fleet.stop();
      guard.close();
    },
  };
}

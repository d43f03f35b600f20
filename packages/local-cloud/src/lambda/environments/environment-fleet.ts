import { availableParallelism } from 'node:os';
import type { FunctionVersion } from '../function-record.ts';
import { createBusyPoll } from './busy-poll.ts';
import type { Environment, EnvironmentEvents, Outcome } from './environment.ts';
import { createEnvironmentPool, type EnvironmentPool } from './environment-pool.ts';
import type { Invocation } from './invocation.ts';

/** All environments of a cloud. */
export interface EnvironmentFleet {
  /** `start` starts an environment where none is free. */
  run(version: FunctionVersion, invocation: Invocation, start: StartEnvironment): Promise<Outcome>;
  /** Ends the environments of a version as they become free; settles when all are gone. */
  retire(version: FunctionVersion): Promise<void>;
  stop(): Promise<void>;
}

export type StartEnvironment = (version: FunctionVersion, events: EnvironmentEvents) => Environment;

export interface FleetLimits {
  /** Each is a process. When all exist, idle ones of other functions are ended, or the invocation waits. */
  readonly maxEnvironments: number;
  /** Of one version at a time. */
  readonly maxOfVersion?: number;
  readonly maxStarting: number;
  /** At most this many brief invocations of one version run at a time. */
  readonly processors: number;
  readonly idleMs: number;
}

export const defaultLimits: FleetLimits = {
  maxEnvironments: 64,
  maxStarting: Math.max(2, availableParallelism()),
  processors: availableParallelism(),
  idleMs: 10 * 60 * 1000,
};

export function createEnvironmentFleet(limits: FleetLimits = defaultLimits): EnvironmentFleet {
  const pools = new Map<FunctionVersion, EnvironmentPool>();
  const retired = new Set<EnvironmentPool>();
  const sweep = setInterval(() => {
    for (const pool of pools.values()) pool.endIdle(performance.now() - limits.idleMs);
  }, limits.idleMs / 10).unref();
  const stayAwake = createBusyPoll(limits.processors);
  let live = 0;
  let starting = 0;
  let isCrowded = false;

  function poolOf(version: FunctionVersion, start: StartEnvironment): EnvironmentPool {
    const known = pools.get(version);
    if (known) return known;
    const { maxOfVersion = limits.maxEnvironments } = limits;
    let ofVersion = 0;
    const pool = createEnvironmentPool({
      processors: limits.processors,
      start: (events) => start(version, events),
      reserve() {
        if (ofVersion >= maxOfVersion || !reserve()) return false;
        ofVersion += 1;
        return true;
      },
      onStarted() {
        starting -= 1;
        growAll();
      },
      onIdle() {
        if (isCrowded) growAll();
      },
      onEnded() {
        ofVersion -= 1;
        live -= 1;
        growAll();
      },
      stayAwake,
    });
    pools.set(version, pool);
    return pool;
  }

  function reserve(): boolean {
    if (starting >= limits.maxStarting) return false;
    isCrowded = live >= limits.maxEnvironments;
    if (isCrowded) {
      // Its place is free when it has ended: onEnded calls growAll.
      for (const pool of pools.values()) if (pool.endIdle(performance.now(), 1) > 0) break;
      return false;
    }
    live += 1;
    starting += 1;
    return true;
  }

  function growAll(): void {
    isCrowded = false;
    for (const pool of [...pools.values(), ...retired]) pool.grow();
  }

  return {
    run: (version, invocation, start) => poolOf(version, start).run(invocation),
    async retire(version) {
      const pool = pools.get(version);
      if (!pool) return;
      pools.delete(version);
      retired.add(pool);
      await pool.retire();
      retired.delete(pool);
    },
    async stop() {
      clearInterval(sweep);
      const all = [...pools.values(), ...retired];
      for (const pool of all) pool.kill();
      await Promise.all(all.map((pool) => pool.retire()));
    },
  };
}

import { availableParallelism } from 'node:os';
import type { FunctionVersion } from '../function-record.ts';
import type { Environment, Outcome } from './environment.ts';
import { createEnvironmentPool, type EnvironmentPool } from './environment-pool.ts';
import type { Invocation } from './invocation.ts';

/** All environments of a cloud. */
export interface EnvironmentFleet {
  run(version: FunctionVersion, invocation: Invocation): Promise<Outcome>;
  /** Ends the environments of a version as they become free; settles when all are gone. */
  retire(version: FunctionVersion): Promise<void>;
  stop(): Promise<void>;
}

export interface EnvironmentEvents {
  onIdle(environment: Environment): void;
  onEnded(environment: Environment): void;
}

export type StartEnvironment = (version: FunctionVersion, events: EnvironmentEvents) => Environment;

/** A process each; where more are wanted, idle ones of other functions make room or the invocation waits. */
const maxEnvironments = 64;
const maxStarting = Math.max(2, availableParallelism());
const idleMs = 10 * 60 * 1000;
const sweepMs = 60 * 1000;

export function createEnvironmentFleet(start: StartEnvironment): EnvironmentFleet {
  const pools = new Map<FunctionVersion, EnvironmentPool>();
  const retired = new Set<EnvironmentPool>();
  const sweep = setInterval(() => {
    for (const pool of pools.values()) pool.endIdle(performance.now() - idleMs);
  }, sweepMs).unref();
  let live = 0;
  let starting = 0;

  function poolOf(version: FunctionVersion): EnvironmentPool {
    const known = pools.get(version);
    if (known) return known;
    const pool = createEnvironmentPool({
      start: (events) => start(version, events),
      reserve,
      onStarted() {
        starting -= 1;
        growAll();
      },
      onEnded() {
        live -= 1;
        growAll();
      },
    });
    pools.set(version, pool);
    return pool;
  }

  function reserve(): boolean {
    if (starting >= maxStarting) return false;
    if (live >= maxEnvironments) {
      // The place is free once the idle one has ended, which calls growAll.
      for (const pool of pools.values()) if (pool.endIdle(performance.now(), 1) > 0) break;
      return false;
    }
    live += 1;
    starting += 1;
    return true;
  }

  function growAll(): void {
    for (const pool of pools.values()) pool.grow();
    for (const pool of retired) pool.grow();
  }

  return {
    run: (version, invocation) => poolOf(version).run(invocation),
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

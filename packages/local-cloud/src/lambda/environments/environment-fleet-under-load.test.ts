import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FunctionVersion } from '../function-record.ts';
import type { Environment, EnvironmentEvents, Outcome } from './environment.ts';
import { createEnvironmentFleet } from './environment-fleet.ts';
import type { Invocation } from './invocation.ts';

type Run = 'at once' | 'soon' | 'late' | 'crash';

const limits = { maxEnvironments: 4, maxStarting: 2, processors: 1, idleMs: 60_000 };
const versions = ['one', 'two'].map((name) => ({ configuration: { FunctionName: name } }) as FunctionVersion);
const outcome: Outcome = { payload: Buffer.alloc(0), isError: false, logTail: async () => '' };

/** A fleet whose environments behave as the ids of their invocations say, and a record of its runs. */
function createSimulatedFleet() {
  const ran: string[] = [];
  const busy = new Set<Environment>();
  let live = 0;
  let mostLive = 0;

  function startSimulated(_version: FunctionVersion, events: EnvironmentEvents): Environment {
    live += 1;
    mostLive = Math.max(mostLive, live);
    const environment: Environment = { ready: sleep(3), invoke, end };
    let isEnded = false;

    async function invoke({ requestId }: Invocation): Promise<Outcome> {
      expect(busy.has(environment)).toBe(false);
      busy.add(environment);
      ran.push(requestId);
      const run = requestId.split(' ', 1)[0];
      if (run === 'soon') await sleep(2);
      if (run === 'late') await sleep(30);
      busy.delete(environment);
      if (run === 'crash') end();
      else queueMicrotask(() => isEnded || events.onIdle(environment));
      return outcome;
    }

    function end(): void {
      if (isEnded) return;
      isEnded = true;
      events.onExit(environment);
      setImmediate(() => {
        live -= 1;
        events.onEnded(environment);
      });
    }
    return environment;
  }

  return { fleet: createEnvironmentFleet(limits), startSimulated, ran, mostLive: () => mostLive };
}

describe('a fleet of environments under load', () => {
  it('runs every invocation once, whatever else happens', async () => {
    const runs: fc.Arbitrary<Run> = fc.oneof(
      { weight: 12, arbitrary: fc.constant('at once' as const) },
      { weight: 3, arbitrary: fc.constantFrom('soon' as const, 'crash' as const) },
      { weight: 1, arbitrary: fc.constant('late' as const) },
    );
    const burst = fc.record({
      runs: fc.array(runs, { maxLength: 40 }),
      version: fc.nat(1),
      pause: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { maxLength: 8 }), fc.boolean(), async (bursts, retires) => {
        const { fleet, startSimulated, ran, mostLive } = createSimulatedFleet();
        const ids: string[] = [];
        const answers: Promise<Outcome>[] = [];
        for (const { runs, version, pause } of bursts) {
          for (const run of runs) {
            const requestId = `${run.replaceAll(' ', '-')} ${ids.length}`;
            ids.push(requestId);
            const invocation = { requestId } as Invocation;
            answers.push(fleet.run(versions[version] as FunctionVersion, invocation, startSimulated));
          }
          if (pause > 0) await sleep(pause);
        }
        const retired = retires ? versions.map((version) => fleet.retire(version)) : [];
        await Promise.all([...answers, ...retired]);
        expect(ran.toSorted()).toEqual(ids.toSorted());
        expect(mostLive()).toBeLessThanOrEqual(limits.maxEnvironments);
        await fleet.stop();
      }),
      { numRuns: 30 },
    );
  });
});

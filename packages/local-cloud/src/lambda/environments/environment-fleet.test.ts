import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { FunctionVersion } from '../function-record.ts';
import type { EnvironmentEvents, Outcome } from './environment.ts';
import { createEnvironmentFleet, type FleetLimits, type StartEnvironment } from './environment-fleet.ts';
import type { Invocation } from './invocation.ts';

const limits: FleetLimits = { maxEnvironments: 2, maxStarting: 2, processors: 1, idleMs: 60_000 };
const version = (name: string) => ({ configuration: { FunctionName: name } }) as FunctionVersion;
const invocation = (requestId: string) => ({ requestId }) as Invocation;

const fleetOf = (start: StartEnvironment, fleetLimits: FleetLimits) => {
  const fleet = createEnvironmentFleet(fleetLimits);
  const run = (version: FunctionVersion, invocation: Invocation) => fleet.run(version, invocation, start);
  return { ...fleet, run };
};

/** A fleet whose environments respond when the test says so. */
function createFakeFleet(fleetLimits = limits) {
  const started: string[] = [];
  const ended: string[] = [];
  const running = new Map<string, () => void>();
  /** The number of the environment that runs, or ran, each request. */
  const ranOn = new Map<string, number>();
  const fleet = fleetOf(startFake, fleetLimits);

  function startFake({ configuration: { FunctionName } }: FunctionVersion, events: EnvironmentEvents) {
    const number = started.push(FunctionName);
    const environment = {
      ready: Promise.resolve(),
      invoke({ requestId }: Invocation) {
        const { promise, resolve } = Promise.withResolvers<Outcome>();
        ranOn.set(requestId, number);
        running.set(requestId, () => {
          running.delete(requestId);
          resolve({ payload: Buffer.from(FunctionName), isError: false, logTail: async () => '' });
          events.onIdle(environment);
        });
        return promise;
      },
      end() {
        ended.push(FunctionName);
        events.onExit(environment);
        queueMicrotask(() => events.onEnded(environment));
      },
    };
    return environment;
  }

  async function finish(requestId: string): Promise<void> {
    await expect.poll(() => running.has(requestId)).toBe(true);
    running.get(requestId)?.();
  }
  return { fleet, started, ended, running, ranOn, finish };
}

describe('a fleet of environments', () => {
  it('starts no second environment while one is free', async () => {
    const { fleet, started, finish } = createFakeFleet();
    const one = version('one');
    for (const id of ['a', 'b', 'c']) {
      const answer = fleet.run(one, invocation(id));
      await finish(id);
      expect((await answer).payload.toString()).toBe('one');
    }
    expect(started).toEqual(['one']);
  });

  it('ends an idle environment of another function where all places are taken', async () => {
    const { fleet, started, ended, finish } = createFakeFleet();
    const [one, two, three] = [version('one'), version('two'), version('three')];
    const answers = [fleet.run(one, invocation('a')), fleet.run(two, invocation('b'))];
    await finish('a');
    answers.push(fleet.run(three, invocation('c')));
    await finish('c');
    await finish('b');
    await Promise.all(answers);
    expect(started).toEqual(['one', 'two', 'three']);
    expect(ended).toEqual(['one']);
  });

  it('lets an invocation wait where all places are busy', async () => {
    const { fleet, started, running, finish } = createFakeFleet({ ...limits, maxEnvironments: 1 });
    const first = fleet.run(version('one'), invocation('a'));
    const second = fleet.run(version('two'), invocation('b'));
    await expect.poll(() => running.has('a')).toBe(true);
    expect(started).toEqual(['one']);
    await finish('a');
    await finish('b');
    await Promise.all([first, second]);
    expect(started).toEqual(['one', 'two']);
  });

  it('lets a retired version finish its invocations, then ends it', async () => {
    const { fleet, ended, finish } = createFakeFleet();
    const one = version('one');
    const [first, second] = [fleet.run(one, invocation('a')), fleet.run(one, invocation('b'))];
    const retired = fleet.retire(one);
    await finish('a');
    await finish('b');
    await Promise.all([first, second, retired]);
    expect(new Set(ended)).toEqual(new Set(['one']));
  });

  it('refuses the waiting invocations when it is stopped', async () => {
    const { fleet, running } = createFakeFleet({ ...limits, maxEnvironments: 1 });
    fleet.run(version('one'), invocation('a'));
    const waiting = fleet.run(version('two'), invocation('b'));
    await expect.poll(() => running.has('a')).toBe(true);
    const stopped = fleet.stop();
    await expect(waiting).rejects.toMatchObject({ code: 'ServiceException' });
    await stopped;
  });

  it('ends environments that have been idle for long', async () => {
    const { fleet, ended, finish } = createFakeFleet({ ...limits, idleMs: 20 });
    const answer = fleet.run(version('one'), invocation('a'));
    await finish('a');
    await answer;
    await expect.poll(() => ended).toEqual(['one']);
    await fleet.stop();
  });

  it('uses the environment first that was started first', async () => {
    const { fleet, ranOn, finish } = createFakeFleet();
    await runTwoAtOnce(fleet, finish);
    expect(ranOn.get('second')).toBe(2);
    fleet.run(version1, invocation('third'));
    expect(ranOn.get('third')).toBe(1);
  });

  it('lets a brief invocation wait for a running environment rather than wake another', async () => {
    const { fleet, started, running, ranOn, finish } = createFakeFleet({ ...limits, maxEnvironments: 3 });
    await runTwoAtOnce(fleet, finish);
    for (let run = 0; run < 200; run += 1) {
      const answer = fleet.run(version1, invocation(`brief-${run}`));
      running.get(`brief-${run}`)?.();
      await answer;
    }
    for (const id of ['a', 'b', 'c']) fleet.run(version1, invocation(id));
    expect([...running.keys()]).toEqual(['a']);
    running.get('a')?.();
    expect([...running.keys()]).toEqual(['b']);
    await expect.poll(() => ranOn.get('c')).toBe(2);
    expect([...running.keys()]).toEqual(['b', 'c']);
    expect(started.length).toBe(2);
    fleet.run(version1, invocation('d'));
    await expect.poll(() => ranOn.get('d')).toBe(3);
  });

  it('runs invocations that are not brief at the same time', async () => {
    const { fleet, running, finish } = createFakeFleet();
    await runTwoAtOnce(fleet, finish);
    for (const id of ['a', 'b']) fleet.run(version1, invocation(id));
    expect([...running.keys()]).toEqual(['a', 'b']);
  });
});

const version1 = version('one');

/** Leaves two idle environments, the second one used last, after runs that were not brief. */
async function runTwoAtOnce(
  fleet: ReturnType<typeof fleetOf>,
  finish: (requestId: string) => Promise<void>,
): Promise<void> {
  const answers = [fleet.run(version1, invocation('first')), fleet.run(version1, invocation('second'))];
  await sleep(20);
  await finish('first');
  await finish('second');
  await Promise.all(answers);
}

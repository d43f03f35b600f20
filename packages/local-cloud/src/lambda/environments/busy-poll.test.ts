import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBusyPoll } from './busy-poll.ts';

const immediates = vi.spyOn(globalThis, 'setImmediate');
const looks = () => immediates.mock.calls.filter(([callback]) => callback.name === 'look').length;

afterEach(() => immediates.mockClear());

describe('busy polling', () => {
  it('looks once in each turn of the event loop while there is work, and stops soon after', async () => {
    const stayAwake = createBusyPoll(2);
    const turns = 20;
    for (let turn = 0; turn < turns; turn += 1) {
      stayAwake();
      stayAwake();
      await nextTurn();
    }
    expect(looks()).toBeGreaterThanOrEqual(turns);
    expect(looks()).toBeLessThanOrEqual(turns + 1);
    await sleep(20);
    const atRest = looks();
    await sleep(20);
    expect(looks()).toBe(atRest);
  });

  it('leaves a lone processor to the functions', () => {
    createBusyPoll(1)();
    expect(looks()).toBe(0);
  });
});

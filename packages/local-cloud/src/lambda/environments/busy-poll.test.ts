import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { createBusyPoll } from './busy-poll.ts';

let immediates: MockInstance<typeof setImmediate>;
beforeEach(() => {
  immediates = vi.spyOn(globalThis, 'setImmediate');
});
afterEach(() => immediates.mockRestore());

const looks = () => immediates.mock.calls.filter(([callback]) => callback.name === 'look').length;

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
    // A turn with no further look is the rest: each look asks for the next one.
    for (let before = 0; before < looks(); ) {
      before = looks();
      await nextTurn();
    }
    const atRest = looks();
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    expect(looks()).toBe(atRest);
  });

  it('leaves a lone processor to the functions', () => {
    createBusyPoll(1)();
    expect(looks()).toBe(0);
  });
});

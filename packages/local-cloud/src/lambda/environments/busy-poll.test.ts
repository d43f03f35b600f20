import { describe, expect, it } from 'vitest';
import { createBusyPoll } from './busy-poll.ts';

const isLooking = () => process.getActiveResourcesInfo().includes('Immediate');

describe('busy polling', () => {
  it('keeps the process awake for a moment and no longer', async () => {
    expect(isLooking()).toBe(false);
    createBusyPoll(2)();
    expect(isLooking()).toBe(true);
    await expect.poll(isLooking, { interval: 5 }).toBe(false);
  });

  it('leaves a lone processor to the functions', () => {
    createBusyPoll(1)();
    expect(isLooking()).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { CloudFormationState, Stack } from '../state.ts';
import { checkRoom } from './nested-plan.ts';

/** The part of the state that the check reads. */
function stateOf(count: number) {
  const stacks = Array.from(
    { length: count },
    (_, index): Partial<Stack> => ({
      id: `stack-${index}`,
      status: 'CREATE_COMPLETE',
      operation: {} as Stack['operation'],
    }),
  );
  const state = {
    stacks: new Map(stacks.map((stack) => [stack.id, stack])),
  } as unknown as CloudFormationState;
  return { state, parent: stacks[0] as Stack };
}

describe('the room for nested stacks', () => {
  it('ends after 500 in one operation, and is there again in the next', () => {
    const { state, parent } = stateOf(1);
    for (let count = 0; count < 500; count += 1) checkRoom(state, parent);
    expect(() => checkRoom(state, parent)).toThrow('at most 500 nested stacks');
    parent.operation = {} as NonNullable<Stack['operation']>;
    expect(() => checkRoom(state, parent)).not.toThrow();
  });

  it('counts the stacks of all levels together', () => {
    const { state, parent } = stateOf(2);
    const child = state.stacks.get('stack-1') as Stack;
    Object.assign(child, { parentId: parent.id });
    for (let count = 0; count < 500; count += 1) checkRoom(state, count % 2 ? parent : child);
    expect(() => checkRoom(state, child)).toThrow('at most 500 nested stacks');
  });

  it('ends with 2,000 stacks, of which deleted ones do not count', () => {
    const { state, parent } = stateOf(2000);
    expect(() => checkRoom(state, parent)).toThrow('Limit for stack has been exceeded');
    Object.assign(state.stacks.get('stack-1') ?? {}, { status: 'DELETE_COMPLETE' });
    expect(() => checkRoom(state, parent)).not.toThrow();
  });
});

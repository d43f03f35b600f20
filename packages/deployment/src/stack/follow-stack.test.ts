import { describe, expect, it } from 'vitest';
import type { Progress } from '../progress.ts';
import { followStack, type StackView } from './follow-stack.ts';
import type { ResourceEvent } from './stack-events.ts';

const pace = { first: 1, longest: 1, limit: 600_000 };

describe('followStack', () => {
  it('reports every event once, oldest first, and leaves out those from before', async () => {
    const seen: Progress[] = [];
    const stack = scripted([
      ['UPDATE_IN_PROGRESS', [event('old'), event('1', 'Table', 'UPDATE_IN_PROGRESS')]],
      ['UPDATE_IN_PROGRESS', []],
      ['UPDATE_COMPLETE', [event('2', 'Table', 'UPDATE_COMPLETE', 'Without effect: TableClass')]],
    ]);
    const report = (progress: Progress) => seen.push(progress);
    await followStack(stack, { after: 'old', success: 'UPDATE_COMPLETE', pace, report });
    expect(seen).toEqual([
      { kind: 'resource', ...event('1', 'Table', 'UPDATE_IN_PROGRESS') },
      { kind: 'resource', ...event('2', 'Table', 'UPDATE_COMPLETE', 'Without effect: TableClass') },
    ]);
  });

  it('names the first resource that failed, not those given up because of it', async () => {
    const stack = scripted([
      ['ROLLBACK_IN_PROGRESS', [event('0', 'Role', 'UPDATE_FAILED', 'Resource update cancelled')]],
      ['ROLLBACK_IN_PROGRESS', [event('1', 'Api', 'CREATE_FAILED', 'Resource creation cancelled')]],
      ['ROLLBACK_IN_PROGRESS', [event('2', 'Table', 'CREATE_FAILED', 'Table name is taken')]],
      ['ROLLBACK_COMPLETE', [event('3', 'Late', 'DELETE_FAILED', 'later')]],
    ]);
    await expect(follow(stack)).rejects.toThrow(
      'The stack sample ended as ROLLBACK_COMPLETE.\nTable (AWS::X) CREATE_FAILED: Table name is taken',
    );
  });

  it("reports the stack's own reason when no resource failed", async () => {
    const stack = scripted([['ROLLBACK_COMPLETE', []]], 'Export x is taken');
    await expect(follow(stack)).rejects.toThrow(
      'The stack sample ended as ROLLBACK_COMPLETE.\nExport x is taken',
    );
  });

  it('ends after the limit and reports that the stack may still change', async () => {
    const stack = scripted([['CREATE_IN_PROGRESS', []]]);
    await expect(follow(stack, { pace: { ...pace, limit: 30 } })).rejects.toThrow(
      'The stack sample took longer than 0.0005 minutes; it may still go on',
    );
  });

  it('ends when it is aborted', async () => {
    const interrupt = new AbortController();
    const following = follow(scripted([['CREATE_IN_PROGRESS', []]]), { signal: interrupt.signal });
    interrupt.abort();
    await expect(following).rejects.toThrow('aborted');
  });
});

const follow = (stack: StackView, options: { pace?: typeof pace; signal?: AbortSignal } = {}) =>
  followStack(stack, { after: undefined, success: 'CREATE_COMPLETE', pace, report: () => {}, ...options });

const event = (id: string, logicalId = 'R', status = 'X', reason?: string): ResourceEvent => ({
  id,
  logicalId,
  type: 'AWS::X',
  status,
  ...(reason && { reason }),
});

/** A stack that takes one step with each request, and stays in the last one. */
function scripted(steps: [status: string, events: ResourceEvent[]][], reason?: string): StackView {
  const past: ResourceEvent[] = [];
  return {
    name: 'sample',
    async status() {
      const [status, events] = (steps.length > 1 ? steps.shift() : steps[0]) ?? ['', []];
      past.push(...events.filter((one) => !past.includes(one)));
      return { status, ...(reason && { reason }) };
    },
    eventsAfter: async (id) => past.slice(past.findIndex((one) => one.id === id) + 1),
  };
}

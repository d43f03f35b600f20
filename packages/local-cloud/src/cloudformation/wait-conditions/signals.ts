import { setTimeout } from 'node:timers/promises';
import type { CustomResponse } from '../custom-resources/custom-responses.ts';
import { ResourceFailure } from '../stacks/call-handler.ts';

export interface Signals {
  take(response: CustomResponse | undefined): void;
  /** The data of the signals by their ids, once there are as many as expected; rejects on a failure and at the limit. */
  reached(
    expected: number,
    limitMs: number,
    isStopped: () => boolean,
  ): Promise<Readonly<Record<string, string>>>;
}

/** Our limit, because each signal is kept. */
export const mostSignals = 1_000;

/** The signals to one handle. Those with the same id count once; as on AWS, what is not a signal is ignored. */
export function createSignals(): Signals {
  const data = new Map<string, string>();
  let failure: ResourceFailure | undefined;
  let changed = Promise.withResolvers<void>();

  function take({ Status, UniqueId, Reason = '', Data = '' }: CustomResponse = {}): void {
    const id = String(UniqueId ?? '');
    if (Status === 'SUCCESS') {
      if (data.size < mostSignals) data.set(id, String(Data));
    } else if (Status === 'FAILURE') {
      failure ??= new ResourceFailure(
        `WaitCondition received failed message: '${Reason}' for uniqueId: ${id}`,
      );
    } else return;
    changed.resolve();
    changed = Promise.withResolvers();
  }

  async function reached(expected: number, limitMs: number, isStopped: () => boolean) {
    const end = performance.now() + limitMs;
    while (!failure && data.size < expected && !isStopped() && performance.now() < end) {
      await Promise.race([changed.promise, passed(Math.min(lookMs, end - performance.now()))]);
    }
    if (failure) throw failure;
    if (data.size >= expected) return Object.fromEntries(data);
    throw new ResourceFailure(
      `WaitCondition timed out. Received ${data.size} conditions when expecting ${expected}`,
    );
  }

  return { take, reached };
}

/** How often a condition looks whether its stack is stopped. */
const lookMs = 500;

function passed(milliseconds: number): Promise<void> {
  return setTimeout(Math.max(0, milliseconds), undefined, { ref: false });
}

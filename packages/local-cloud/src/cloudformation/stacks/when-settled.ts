/**
 * An operation that responds when what it started on stacks is over, or after two seconds. The AWS CLI looks at a stack
 * at once and then again after 30 seconds, which is longer than nearly all stacks take here.
 */
export function whenSettled<Arguments extends unknown[], Output>(
  running: ReadonlySet<Promise<void>>,
  operation: (...given: Arguments) => Promise<Output>,
): (...given: Arguments) => Promise<Output> {
  return async (...given) => {
    const before = new Set(running);
    const output = await operation(...given);
    const started = [...running].filter((one) => !before.has(one));
    await allWithin(limitMs, started);
    return output;
  };
}

const limitMs = 2_000;

/** Settles with the last of them, or when the time is over. */
export async function allWithin(milliseconds: number, running: Iterable<Promise<void>>): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([Promise.all(running), limit]);
  clearTimeout(timer);
}

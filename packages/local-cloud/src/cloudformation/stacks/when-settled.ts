/**
 * An operation that responds when what it started on stacks is over, or after two seconds. The AWS CLI looks at a stack
 * at once and then again after 30 seconds, which is longer than nearly all stacks take here.
 */
export function whenSettled<Input, Output>(
  running: ReadonlySet<Promise<void>>,
  operation: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    const before = new Set(running);
    const output = await operation(input);
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

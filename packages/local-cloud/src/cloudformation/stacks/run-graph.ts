import { setImmediate } from 'node:timers/promises';

/** The nodes that each node waits for. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** After this many starts the event loop runs other work first. */
const startsAtOnce = 25;

/**
 * Runs a task for every node as soon as the nodes it waits for have succeeded, several at a time. A node that
 * waits for a failed one (its task returned `false`) never starts, and nothing starts once `mayStart` returns
 * `false`. Ends when no task runs.
 */
export async function runGraph(
  graph: Graph,
  task: (node: string) => Promise<boolean>,
  mayStart: () => boolean = () => true,
): Promise<void> {
  const followers = reversed(graph);
  const unfinished = new Map(
    [...graph].map(([node, others]) => [node, [...others].filter((other) => graph.has(other)).length]),
  );
  const ready = [...graph.keys()].filter((node) => unfinished.get(node) === 0);
  let running = 0;
  let progress = Promise.withResolvers<void>();

  function start(node: string): void {
    running += 1;
    task(node).then(
      (succeeded) => {
        running -= 1;
        if (succeeded) for (const follower of followers.get(node) ?? []) release(follower);
        progress.resolve();
      },
      (error: unknown) => progress.reject(error),
    );
  }

  function release(node: string): void {
    const left = (unfinished.get(node) ?? 0) - 1;
    unfinished.set(node, left);
    if (left === 0) ready.push(node);
  }

  for (;;) {
    for (let starts = 0; starts < startsAtOnce && ready.length > 0 && mayStart(); starts += 1) {
      start(ready.shift() ?? '');
    }
    const hasMore = ready.length > 0 && mayStart();
    if (!hasMore && running === 0) return;
    if (!hasMore) {
      await progress.promise;
      progress = Promise.withResolvers();
    }
    await setImmediate();
  }
}

/** The same nodes with every edge reversed: what was created last is deleted first. */
export function reversed(graph: Graph): Graph {
  const result = new Map([...graph.keys()].map((node) => [node, new Set<string>()]));
  for (const [node, others] of graph) {
    for (const other of others) result.get(other)?.add(node);
  }
  return result;
}

/** The nodes of a graph without cycles, each after those it waits for. */
export function runOrder(graph: Graph): string[] {
  const order = new Set<string>();
  const visit = (node: string): void => {
    if (order.has(node)) return;
    for (const other of graph.get(node) ?? []) visit(other);
    order.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return [...order];
}

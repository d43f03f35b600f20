/** The nodes that each node waits for. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

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
  const waiting = new Set(graph.keys());
  const done = new Set<string>();
  const running = new Map<string, Promise<void>>();

  function startReady(): void {
    for (const node of waiting) {
      if (!mayStart()) return;
      const isReady = [...(graph.get(node) ?? [])].every((other) => done.has(other) || !graph.has(other));
      if (isReady) start(node);
    }
  }

  function start(node: string): void {
    waiting.delete(node);
    const end = task(node).then((succeeded) => {
      running.delete(node);
      if (succeeded) done.add(node);
    });
    running.set(node, end);
  }

  startReady();
  while (running.size > 0) {
    await Promise.race(running.values());
    startReady();
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

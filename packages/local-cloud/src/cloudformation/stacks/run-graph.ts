/** What each node has to wait for. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Runs a task for every node, each as soon as all it waits for have succeeded, side by side. Nodes behind a
 * failed one (its task gave `false`) never start; none does once `mayStart` says no. Ends when nothing runs.
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

/** The same nodes with every edge turned round: what was made last is removed first. */
export function reversed(graph: Graph): Graph {
  const result = new Map([...graph.keys()].map((node) => [node, new Set<string>()]));
  for (const [node, others] of graph) {
    for (const other of others) result.get(other)?.add(node);
  }
  return result;
}

/** The nodes of a graph without circles, each after all it waits for. */
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

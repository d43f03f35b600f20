import type { Graph } from './run-graph.ts';

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

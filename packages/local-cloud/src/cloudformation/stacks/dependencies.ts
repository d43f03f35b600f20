import { validationError } from '../errors.ts';
import { type Reference, references } from '../intrinsics/references.ts';
import type { Resource } from '../template.ts';
import { type Graph, reversed } from './run-graph.ts';

/**
 * The resources that each resource is created after: those its properties refer to and those it names in
 * `DependsOn`. Throws AWS's error for a cycle.
 */
export function dependencies(
  resources: ReadonlyMap<string, Resource>,
  conditions: ReadonlyMap<string, boolean>,
): Graph {
  const graph = new Map<string, ReadonlySet<string>>();
  for (const [logicalId, resource] of resources) {
    const names = [
      ...resourceReferences(resource, conditions).map(({ name }) => name),
      ...dependsOn(resource),
    ];
    graph.set(logicalId, new Set(names.filter((name) => resources.has(name))));
  }
  refuseCycle(graph);
  return graph;
}

export function resourceReferences(
  resource: Resource,
  conditions?: ReadonlyMap<string, boolean>,
): Reference[] {
  return references(resource.Properties ?? {}, conditions);
}

export function dependsOn({ DependsOn: names = [] }: Resource): string[] {
  return typeof names === 'string' ? [names] : names;
}

// Takes away the resources that wait for nothing until there are no more: the rest are in a cycle, or wait for one.
// Removing what nothing waits for leaves the cycles and what is between them.
function refuseCycle(graph: Graph): void {
  const waiting = withoutFree(graph);
  const inCycle = withoutFree(reversed(waiting));
  if (inCycle.size === 0) return;
  const names = [...graph.keys()].filter((name) => inCycle.has(name));
  throw validationError(`Circular dependency between resources: [${names.join(', ')}]`);
}

/** The part of a graph that is left when each node without an edge is taken away, again and again. */
function withoutFree(graph: Graph): Graph {
  const followers = reversed(graph);
  const counts = new Map([...graph].map(([name, others]) => [name, others.size]));
  const free = [...counts].filter(([, count]) => count === 0).map(([name]) => name);
  for (const name of free) {
    counts.delete(name);
    for (const follower of followers.get(name) ?? []) {
      const count = (counts.get(follower) ?? 0) - 1;
      counts.set(follower, count);
      if (count === 0) free.push(follower);
    }
  }
  const left = [...graph].filter(([name]) => counts.has(name));
  return new Map(
    left.map(([name, others]) => [name, new Set([...others].filter((other) => counts.has(other)))]),
  );
}

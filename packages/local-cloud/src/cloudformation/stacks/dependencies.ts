import { validationError } from '../errors.ts';
import { type Reference, references } from '../intrinsics/references.ts';
import type { Resource } from '../template.ts';
import type { Graph } from './run-graph.ts';

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
function refuseCycle(graph: Graph): void {
  const left = new Map([...graph].map(([name, others]) => [name, new Set(others)]));
  let free = freeNames(left);
  while (free.length > 0) {
    for (const name of free) left.delete(name);
    for (const others of left.values()) for (const name of free) others.delete(name);
    free = freeNames(left);
  }
  const inCycle = withoutFollowers(left);
  if (inCycle.length > 0) {
    throw validationError(`Circular dependency between resources: [${inCycle.join(', ')}]`);
  }
}

function freeNames(left: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return [...left].filter(([, others]) => others.size === 0).map(([name]) => name);
}

function withoutFollowers(left: Map<string, Set<string>>): string[] {
  for (;;) {
    const needed = new Set([...left.values()].flatMap((others) => [...others]));
    const followers = [...left.keys()].filter((name) => !needed.has(name));
    if (followers.length === 0) return [...left.keys()];
    for (const name of followers) left.delete(name);
  }
}

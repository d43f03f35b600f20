import type { ApiModel, Operation, ResourceClass } from '../model.ts';

/** An operation with the path of its resource in API Gateway. */
export interface PlacedOperation {
  readonly resource: ResourceClass;
  readonly operation: Operation;
  /** Such as `/notes/{id}`. */
  readonly path: string;
  /** The gateway's name of a path parameter by the name that the operation gives it, where they differ. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Where each operation is in API Gateway, which has no patterns, and one name alone for the parameters that follow
 * the same path: of `/notes/{id}` and `/notes/{key}/tags` the first gives the name. Those with more patterns come first,
 * as in JAX-RS: `/notes/{id: [0-9]+}` is asked before `/notes/{key}`.
 */
export function placeOperations({ classes }: ApiModel): PlacedOperation[] {
  const chosen = new Map<string, string>();
  const placed = classes.flatMap((resource) =>
    resource.operations.map((operation) => ({ resource, operation, ...place(operation, chosen) })),
  );
  return placed.sort((left, right) => patternsIn(right.operation) - patternsIn(left.operation));
}

function patternsIn({ segments }: Operation): number {
  return segments.filter((segment) => segment.kind === 'parameter' && segment.pattern !== undefined).length;
}

function place(
  { segments }: Operation,
  chosen: Map<string, string>,
): Pick<PlacedOperation, 'path' | 'names'> {
  let path = '';
  const names: Record<string, string> = {};
  for (const segment of segments) {
    if (segment.kind === 'literal') {
      path += `/${segment.value}`;
      continue;
    }
    const plus = segment.kind === 'greedy' ? '+' : '';
    const key = `${path}/${plus}`;
    const name = chosen.get(key) ?? segment.name;
    chosen.set(key, name);
    if (name !== segment.name) names[segment.name] = name;
    path += `/{${name}${plus}}`;
  }
  return { path: path || '/', names };
}

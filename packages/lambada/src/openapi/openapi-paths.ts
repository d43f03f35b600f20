import type { ApiModel, Operation, ResourceClass } from '../model.ts';

export interface DescribedOperation {
  readonly resource: ResourceClass;
  readonly operation: Operation;
  /** Such as `/pets/{id}`. */
  readonly path: string;
  /** The names in the path by those of the operation, where they differ. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * The operations by paths of OpenAPI, which has no patterns and no greedy parameters there, and takes `/pets/{id}` and
 * `/pets/{name}` for the same path: the first gives the names.
 */
export function openApiPaths({ classes }: ApiModel): DescribedOperation[] {
  const namesOfShapes = new Map<string, readonly string[]>();
  return classes.flatMap((resource) =>
    resource.operations.map((operation) => {
      const shape = operation.segments
        .map(({ kind, ...each }) => ('value' in each ? each.value : '{}'))
        .join('/');
      const own = operation.segments.flatMap((segment) => (segment.kind === 'literal' ? [] : [segment.name]));
      const first = namesOfShapes.get(shape) ?? own;
      namesOfShapes.set(shape, first);
      const names = Object.fromEntries(own.map((name, index) => [name, first[index] ?? name]));
      return { resource, operation, names, path: pathOf(operation, names) };
    }),
  );
}

function pathOf({ segments }: Operation, names: Readonly<Record<string, string>>): string {
  const parts = segments.map((segment) =>
    segment.kind === 'literal' ? segment.value : `{${names[segment.name] ?? segment.name}}`,
  );
  return `/${parts.join('/')}`;
}

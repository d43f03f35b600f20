import { consumedTypes, producedTypes } from '../default-types.ts';
import type { Operation, ResourceClass, Segment } from '../model.ts';
import type { Reporter } from './reporter.ts';

/** What the routes of an API must be together. */
export function checkRoutes(reporter: Reporter, classes: readonly ResourceClass[]): void {
  const operations = classes.flatMap((each) => each.operations);
  checkDuplicates(reporter, operations);
  checkIds(reporter, operations);
}

/** Two methods for the same requests: same HTTP method, paths and media types. */
function checkDuplicates(reporter: Reporter, operations: readonly Operation[]): void {
  const seen = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = `${operation.httpMethod} ${operation.segments.map(shapeOf).join('/')}`;
    const others = seen.get(key) ?? [];
    const same = others.find((other) => overlaps(other, operation));
    if (same) {
      const { file, line } = same.position;
      const message = `${operation.httpMethod} ${operation.path} goes to ${same.operationId} (${file}:${line}) already: change the path, the HTTP method, or the types of @Consumes or @Produces.`;
      reporter.reportAt(operation.position, 'duplicate-route', message);
    }
    seen.set(key, [...others, operation]);
  }
}

function shapeOf(segment: Segment): string {
  if (segment.kind === 'literal') return segment.value;
  if (segment.kind === 'greedy') return '{+}';
  return segment.pattern === undefined ? '{}' : `{:${segment.pattern}}`;
}

/** Methods of one route that take or return different media types are chosen by the request's headers. */
function overlaps(left: Operation, right: Operation): boolean {
  const meet = (some: readonly string[], others: readonly string[]) =>
    some.length === 0 || others.length === 0 || some.some((type) => others.includes(type));
  return meet(consumedTypes(left), consumedTypes(right)) && meet(producedTypes(left), producedTypes(right));
}

function checkIds(reporter: Reporter, operations: readonly Operation[]): void {
  const seen = new Map<string, Operation>();
  for (const operation of operations) {
    const first = seen.get(operation.operationId);
    if (first && first.position.file !== operation.position.file) {
      const message = `${first.position.file} has a class and method of these names too: rename the class.`;
      reporter.reportAt(operation.position, 'duplicate-operation', message);
    }
    seen.set(operation.operationId, operation);
  }
}

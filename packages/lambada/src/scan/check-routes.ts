import { consumedTypes, producedTypes } from '../default-types.ts';
import type { Operation, ResourceClass, Segment } from '../model.ts';
import type { Reporter } from './reporter.ts';

/** What the routes of an API must be together. */
export function checkRoutes(reporter: Reporter, classes: readonly ResourceClass[]): void {
  const operations = classes.flatMap((each) => each.operations);
  checkDuplicates(reporter, operations);
  checkAuthorizers(reporter, operations);
  checkClasses(reporter, classes);
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

/** API Gateway asks the authorizer of a path and HTTP method before anyone looks at patterns and media types. */
function checkAuthorizers(reporter: Reporter, operations: readonly Operation[]): void {
  const seen = new Map<string, Operation>();
  for (const operation of operations) {
    const key = `${operation.httpMethod} ${operation.segments.map(gatewayShapeOf).join('/')}`;
    const first = seen.get(key);
    seen.set(key, first ?? operation);
    if (!first || first.authorizer === operation.authorizer) continue;
    const { file, line } = first.position;
    const [theirs, own] = [first, operation].map(({ authorizer }) =>
      authorizer ? `@Authorized('${authorizer}')` : 'no authorizer',
    );
    const message = `API Gateway takes ${operation.httpMethod} ${operation.path} and ${first.path} (${file}:${line}) for one method, which has ${theirs} there and ${own} here: write the same, or change the path.`;
    reporter.reportAt(operation.position, 'conflicting-authorizers', message);
  }
}

function gatewayShapeOf(segment: Segment): string {
  return segment.kind === 'parameter' ? '{}' : shapeOf(segment);
}

/** The names of classes are those of functions and tags, and part of the ids of operations. */
function checkClasses(reporter: Reporter, classes: readonly ResourceClass[]): void {
  const seen = new Map<string, ResourceClass>();
  for (const resource of classes) {
    const first = seen.get(resource.name);
    const [operation] = resource.operations;
    if (first && operation) {
      const message = `${first.file} has a class ${resource.name} with @Path too: rename one of the two.`;
      reporter.reportAt(operation.position, 'duplicate-class', message);
    }
    seen.set(resource.name, first ?? resource);
  }
}

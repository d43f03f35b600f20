import { recordOf } from '../event/record-of.ts';
import type { Route } from '../exchange.ts';
import { type ApiResource, httpMethods } from '../model.ts';

export type Router<Method> = (httpMethod: string, path: string) => Route<Method> | undefined;

/** One place in the tree of resources. */
interface Node<Method> {
  readonly children: Map<string, Node<Method>>;
  parameter: { readonly name: string; readonly node: Node<Method> } | undefined;
  greedy: { readonly name: string; readonly node: Node<Method> } | undefined;
  methods: ReadonlyMap<string, Method>;
}

/**
 * Makes the router of one deployment. A static segment beats `{param}` beats `{proxy+}`, whatever the order of
 * creation; where a resource lacks the method, the next best match is tried.
 */
export function compileRouter<Method>(
  resources: readonly ApiResource[],
  compileMethod: (resource: ApiResource, httpMethod: string) => Method,
): Router<Method> {
  const root = emptyNode<Method>();
  for (const resource of resources) {
    const methods = Object.keys(resource.resourceMethods).map(
      (httpMethod) => [httpMethod, compileMethod(resource, httpMethod)] as const,
    );
    nodeFor(root, resource.path).methods = coveredMethods(new Map(methods));
  }
  return (httpMethod, path) => {
    const values: [string, string][] = [];
    const method = search(root, httpMethod, segmentsOf(path), 0, values);
    if (method === undefined) return undefined;
    return { method, pathParameters: values.length > 0 ? recordOf(values) : undefined };
  };
}

/** A trailing slash is ignored, and leading slashes count as one; inner ones make empty segments. */
function segmentsOf(path: string): string[] {
  const inner = path.replace(/^\/+/, '').replace(/\/$/, '');
  return inner === '' ? [] : inner.split('/');
}

function search<Method>(
  node: Node<Method>,
  httpMethod: string,
  segments: readonly string[],
  depth: number,
  values: [string, string][],
): Method | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.methods.get(httpMethod);
  const child = node.children.get(segment);
  const found = child && search(child, httpMethod, segments, depth + 1, values);
  if (found !== undefined) return found;
  if (node.parameter && segment !== '') {
    values.push([node.parameter.name, segment]);
    const method = search(node.parameter.node, httpMethod, segments, depth + 1, values);
    if (method !== undefined) return method;
    values.pop();
  }
  const method = node.greedy?.node.methods.get(httpMethod);
  if (!node.greedy || method === undefined) return undefined;
  const rest = segments.slice(depth).join('/');
  if (rest === '') return undefined;
  values.push([node.greedy.name, rest]);
  return method;
}

/** `ANY` covers the methods that a resource does not name; GET does not serve HEAD. */
function coveredMethods<Method>(declared: ReadonlyMap<string, Method>): ReadonlyMap<string, Method> {
  const covered = new Map<string, Method>();
  for (const httpMethod of httpMethods) {
    const method = declared.get(httpMethod) ?? declared.get('ANY');
    if (method !== undefined) covered.set(httpMethod, method);
  }
  return covered;
}

function nodeFor<Method>(root: Node<Method>, path: string): Node<Method> {
  let node = root;
  for (const segment of segmentsOf(path)) node = childOf(node, segment);
  return node;
}

function childOf<Method>(node: Node<Method>, segment: string): Node<Method> {
  const name = segment.match(/^\{([^+}]+)(\+?)\}$/);
  if (!name) {
    const child = node.children.get(segment) ?? emptyNode<Method>();
    node.children.set(segment, child);
    return child;
  }
  const place = name[2] ? 'greedy' : 'parameter';
  node[place] ??= { name: name[1] ?? '', node: emptyNode<Method>() };
  return node[place].node;
}

function emptyNode<Method>(): Node<Method> {
  return { children: new Map(), parameter: undefined, greedy: undefined, methods: new Map() };
}

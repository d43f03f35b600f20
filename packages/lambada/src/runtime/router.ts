export interface Match {
  /** Such as `/notes/{id}`. */
  readonly resource: string;
  /** As in the path: percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Node {
  readonly children: Map<string, Node>;
  parameter?: { readonly name: string; readonly node: Node };
  greedy?: { readonly name: string; readonly resource: string };
  resource?: string;
}

/**
 * Finds the resource of a path as API Gateway does, for an ordinary server: a literal segment beats `{id}` beats
 * `{rest+}`, and where that leads nowhere the next best is tried.
 */
export function createRouter(resources: readonly string[]): (path: string) => Match | undefined {
  const root = emptyNode();
  for (const resource of resources) addResource(root, resource);
  return (path) => {
    const values: [string, string][] = [];
    const resource = search(root, segmentsOf(path), 0, values);
    return resource === undefined ? undefined : { resource, pathParameters: Object.fromEntries(values) };
  };
}

function emptyNode(): Node {
  return { children: new Map() };
}

/** A trailing slash is ignored, and leading slashes count as one; inner ones make empty segments. */
function segmentsOf(path: string): string[] {
  const inner = path.replace(/^\/+/, '').replace(/\/$/, '');
  return inner === '' ? [] : inner.split('/');
}

function addResource(root: Node, resource: string): void {
  let node = root;
  for (const segment of segmentsOf(resource)) {
    const [, name = '', plus] = /^\{([^+}]+)(\+?)\}$/.exec(segment) ?? [];
    if (plus) {
      node.greedy = { name, resource };
      return;
    }
    if (name) {
      node.parameter ??= { name, node: emptyNode() };
      node = node.parameter.node;
    } else {
      const child = node.children.get(segment) ?? emptyNode();
      node.children.set(segment, child);
      node = child;
    }
  }
  node.resource = resource;
}

function search(
  node: Node,
  segments: readonly string[],
  depth: number,
  values: [string, string][],
): string | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.resource;
  const child = node.children.get(segment);
  const found = child && search(child, segments, depth + 1, values);
  if (found !== undefined) return found;
  if (node.parameter && segment !== '') {
    values.push([node.parameter.name, segment]);
    const resource = search(node.parameter.node, segments, depth + 1, values);
    if (resource !== undefined) return resource;
    values.pop();
  }
  const rest = segments.slice(depth).join('/');
  if (!node.greedy || rest === '') return undefined;
  values.push([node.greedy.name, rest]);
  return node.greedy.resource;
}

import { ServiceError } from '../../aws/service-error.ts';
import { apiId, shortId } from '../api-gateway-identifiers.ts';
import { badRequest, conflict } from '../errors.ts';
import type { ApiMethod, ApiResource } from '../model.ts';

type Methods = Readonly<Record<string, ApiMethod>>;

const staticPart = /^[a-zA-Z0-9._\-:*!$&'()+,;=@~% ]+$/;
/** AWS allows 300 of an API, and more to those who ask. */
export const maxResources = 2_000;
const parameterPart = /^\{[a-zA-Z0-9._$:-]+\+?\}$/;

/** The tree of resources for these paths, with those in between that have no methods. Parents come first. */
export function importResources(
  methodsByPath: Iterable<readonly [path: string, methods: Methods]>,
  previous: readonly Pick<ApiResource, 'id' | 'path'>[],
): ApiResource[] {
  const resources = new Map<string, ApiResource>();
  const variableParts = new Map<string, string>();
  const ids = new Map(previous.map(({ id, path }) => [path, id]));
  resources.set('/', { id: ids.get('/') ?? apiId(), path: '/', resourceMethods: {} });
  for (const [path, methods] of methodsByPath) {
    const parts = partsOf(path);
    const known = resources.get(`/${parts.slice(0, -1).join('/')}`);
    let parent = known ?? rootOf(resources);
    for (const pathPart of known ? parts.slice(-1) : parts) {
      const childPath = `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
      const child: ApiResource = resources.get(childPath) ?? {
        id: ids.get(childPath) ?? shortId(),
        parentId: parent.id,
        pathPart,
        path: childPath,
        resourceMethods: {},
      };
      if (!resources.has(childPath)) {
        if (resources.size >= maxResources) throw tooManyResources();
        checkSiblings(variableParts, child);
      }
      resources.set(childPath, child);
      parent = child;
    }
    resources.set(parent.path, { ...parent, resourceMethods: { ...parent.resourceMethods, ...methods } });
  }
  return [...resources.values()];
}

function rootOf(resources: ReadonlyMap<string, ApiResource>): ApiResource {
  const root = resources.get('/');
  if (!root) throw new Error('the tree of resources has no root');
  return root;
}

function partsOf(path: string): string[] {
  if (!path.startsWith('/'))
    throw badRequest(`Invalid OpenAPI input: the path ${path} does not begin with a slash.`);
  const parts = path.split('/').filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const isGreedy = part.endsWith('+}');
    if (!isPathPart(part) || (isGreedy && index < parts.length - 1)) {
      throw badRequest(
        `Unable to create resource at path '${path}': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.`,
      );
    }
  }
  return parts;
}

/** Whether this can be one step of a path. */
export function isPathPart(part: string): boolean {
  return staticPart.test(part) || parameterPart.test(part);
}

export function tooManyResources(): ServiceError {
  return new ServiceError(
    'LimitExceededException',
    'Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.',
    429,
  );
}

/** One `{param}` and one `{proxy+}` may be siblings, but not two of the same kind. Keeps the part of each kind by its parent. */
function checkSiblings(variableParts: Map<string, string>, { parentId, pathPart = '' }: ApiResource): void {
  if (!pathPart.startsWith('{')) return;
  const kind = `${parentId} ${pathPart.endsWith('+}') ? 'greedy' : 'parameter'}`;
  const rival = variableParts.get(kind);
  if (rival !== undefined) {
    throw conflict(
      `A sibling (${rival}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
  variableParts.set(kind, pathPart);
}

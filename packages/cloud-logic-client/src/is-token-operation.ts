import { definition } from './definition.ts';

/** Whether the authorizer of the user pool guards an operation, by the definition. The path may have a query. */
export function isTokenOperation(method: string, path: string): boolean {
  const [pathname = ''] = path.split(/[?#]/, 1);
  return tokenOperations.some((operation) => operation.method === method && operation.path.test(pathname));
}

const tokenOperations = Object.entries(definition.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { security = [] }]) => security.some((scheme) => 'users' in scheme))
    .map(([method]) => ({
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    })),
);

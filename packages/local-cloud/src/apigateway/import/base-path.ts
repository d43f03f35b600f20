import { badRequest } from '../errors.ts';
import type { JsonObject } from './refuse.ts';

/** `basePath` of OpenAPI 2; the path of the first server of OpenAPI 3, with the defaults of its variables. */
export function basePathOf(definition: JsonObject): string {
  if (typeof definition.basePath === 'string') return definition.basePath;
  const [server] = Array.isArray(definition.servers) ? definition.servers : [];
  const { url, variables } = (server ?? {}) as { url?: unknown; variables?: JsonObject };
  if (typeof url !== 'string') return '';
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const variable = variables?.[name] as { default?: unknown } | undefined;
    return typeof variable?.default === 'string' ? variable.default.replace(/^\//, '') : '';
  });
}

/** The prefix of the definition's paths: `ignore` drops the base path, `split` only its first segment. */
export function prefixOf(basePath: string, mode: string | undefined = 'ignore'): string {
  const segments = basePath.split('/').filter((segment) => segment !== '');
  if (mode === 'ignore') return '';
  if (mode === 'prepend') return segments.map((segment) => `/${segment}`).join('');
  if (mode === 'split')
    return segments
      .slice(1)
      .map((segment) => `/${segment}`)
      .join('');
  throw badRequest(`Invalid basepath mode: expected ignore, prepend or split, received ${mode}.`);
}

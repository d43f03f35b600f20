import type { Operation } from './model.ts';
import { valuesOf } from './values-of.ts';

const formTypes: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** The media types that a method takes: of `@Consumes`, or what its parameters say; empty for any and for no body. */
export function consumedTypes({ consumes, parameters }: Operation): readonly string[] {
  if (consumes.length > 0) return consumes;
  if (parameters.flatMap(valuesOf).some(({ kind }) => kind === 'form')) return formTypes;
  const body = parameters.find((parameter) => parameter.kind === 'body');
  return body?.as === 'json' ? ['application/json'] : [];
}

/** The media types that a method returns: of `@Produces`, or what its type becomes; empty for any and for no body. */
export function producedTypes({ produces, result }: Operation): readonly string[] {
  if (produces.length > 0) return produces;
  if (result.kind === 'string') return ['text/plain'];
  if (result.kind === 'json') return ['application/json'];
  if (!result.schema || result.schema['x-value'] === 'Uint8Array') return [];
  return result.schema.type === 'string' ? ['text/plain'] : ['application/json'];
}

import type { Definition, Operation } from '@samples/cloud-logic-client';
import type { Way } from '../api/notes-api.ts';

export interface ExplorerParameter {
  readonly name: string;
  readonly place: 'path' | 'query';
  readonly isRequired: boolean;
}

/** An operation of the definition, as the explorer offers it. */
export interface ExplorerOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** What API Gateway checks; `undefined` where everybody may call it. */
  readonly way: Way | undefined;
  readonly parameters: readonly ExplorerParameter[];
  /** A body to begin with; `undefined` where the operation takes none. */
  readonly body: string | undefined;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations for a way of signing in, and those without one, in the order of the definition. */
export function operationsOf({ paths, components }: Definition, way: Way): readonly ExplorerOperation[] {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      // Not OPTIONS: browsers send it by themselves.
      .filter(([method]) => methods.includes(method))
      .map(
        ([method, operation]): ExplorerOperation => ({
          id: operation.operationId ?? `${method} ${path}`,
          method: method.toUpperCase(),
          path,
          way: wayOf(operation),
          parameters: parametersOf(operation),
          body: exampleBody(operation, components.schemas),
        }),
      ),
  );
  return all.filter((operation) => operation.way === undefined || operation.way === way);
}

function wayOf({ security: [scheme] = [] }: Operation): Way | undefined {
  if (!scheme) return undefined;
  return 'sigv4' in scheme ? 'iam' : 'token';
}

function parametersOf({ parameters = [] }: Operation): ExplorerParameter[] {
  return parameters.flatMap(({ name, in: place, required: isRequired = false }) =>
    place === 'path' || place === 'query' ? [{ name, place, isRequired }] : [],
  );
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
}

/** Each field with a value of its type. */
function exampleBody({ requestBody }: Operation, schemas: Definition['components']['schemas']) {
  const { content } = (requestBody ?? {}) as { content?: Record<string, { schema?: Schema }> };
  const schema = content?.['application/json']?.schema;
  if (!schema) return undefined;
  const { properties = {} }: Schema = schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
  const values = Object.entries(properties).map(([name, { type }]) => [name, examples[type ?? ''] ?? null]);
  return JSON.stringify(Object.fromEntries(values), null, 2);
}

const examples: Readonly<Record<string, unknown>> = {
  string: 'Buy milk',
  integer: 1,
  number: 1,
  boolean: true,
};

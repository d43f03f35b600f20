import { ServiceError } from '../../aws/service-error.ts';
import { integrationRefusals } from '../integrations/aws/aws-url.ts';
import { httpMethods } from '../model.ts';
import { importAuthorizers } from './import-authorizers.ts';
import { definitionExtensions } from './import-definition.ts';
import { isLongDefinition } from './import-in-worker.ts';
import { importMethods, integrationExtension } from './import-methods.ts';
import type { Declared } from './import-request.ts';
import { modelRegistry } from './model-registry.ts';
import { readDefinition } from './read-definition.ts';
import { type JsonObject, objectAt, refuseUnknownExtensions } from './refuse.ts';

const methodNames = [...httpMethods.map((name) => name.toLowerCase()), 'trace', '$ref'];

/** What a definition asks for that this cloud does not offer, one sentence each; other faults are left to its import. */
export function definitionRefusals(text: string): string[] {
  const found = new Set(integrationRefusals(text));
  // A long one is read in a worker, and refused when it is imported.
  if (isLongDefinition(text)) return [...found];
  const attempt = attempting(found);
  const definition = attempt(() => readDefinition(text));
  if (!definition) return [...found];
  attempt(() => refuseUnknownExtensions(definition, definitionExtensions, 'the definition'));
  const warn = () => {};
  const models = attempt(() => modelRegistry(definition, warn));
  if (!models) return [...found];
  const authorizers = attempt(() => importAuthorizers(definition, [], true));
  const declared: Declared = {
    definition,
    warn,
    models,
    authorizers: authorizers ?? [],
    requestValidators: {},
  };
  const open = { ...declared, definition: { ...definition, security: [] } };
  for (const [path, item] of Object.entries(objectsIn(definition.paths))) {
    for (const part of methodsOf(objectsIn(item))) {
      attempt(() => importMethods(path, path, without('security', part), open));
      if (authorizers)
        attempt(() => importMethods(path, path, without(integrationExtension, part), declared));
    }
  }
  return [...found];
}

function attempting(found: Set<string>) {
  return <Result>(work: () => Result): Result | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const [, refusal] = /^(.* is not offered by this embedded cloud)\.$/s.exec(error.message) ?? [];
      if (refusal !== undefined) found.add(refusal);
      return undefined;
    }
  };
}

/** The path item once for each of its methods, so that each is refused for its own reasons. */
function methodsOf(item: JsonObject): JsonObject[] {
  const names = Object.keys(item).filter((name) => methodNames.includes(name) || name.startsWith('x-'));
  const shared = Object.entries(item).filter(([name]) => !names.includes(name));
  return names.map((name) => Object.fromEntries([...shared, [name, item[name]]]));
}

/** The item with its operation less one member, so that this does not hide what is refused of the others. */
function without(member: string, item: JsonObject): JsonObject {
  const entries = Object.entries(item).map(([name, operation]) => {
    const { [member]: _, ...rest } = objectsIn(operation);
    return [name, name === 'parameters' ? operation : rest] as const;
  });
  return Object.fromEntries(entries);
}

function objectsIn(value: unknown): JsonObject {
  try {
    return objectAt(value, '');
  } catch {
    return {};
  }
}

import { isJsonObject } from '../../aws/json-text.ts';
import { type LongWork, TooMuchWork } from '../../long-work/long-work.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import { badRequest } from '../errors.ts';
import type { ApiModel } from '../model.ts';
import { type ImportedApi, type ImportOptions, importDefinition } from './import-definition.ts';
import { definitionText, readDefinition } from './read-definition.ts';

/** An OpenAPI definition, or the API that a worker has made of it. */
export type DefinitionBody = Uint8Array | string | ImportedApi;

export type ReadLongDefinition = (
  body: Uint8Array | string,
  request: { readonly parameters?: Record<string, string>; readonly restApiId?: string | undefined },
) => Promise<DefinitionBody>;

/** What JSON and YAML of this length may at worst take: about 50 ms. */
const longLength = { json: 64 * 1024, yaml: 8 * 1024 };

/** Whether a definition is one for a worker. An alias in YAML repeats what its anchor names. */
export function isLongDefinition(text: string): boolean {
  return isJsonObject(text)
    ? text.length > longLength.json
    : text.length > longLength.yaml || text.includes('&');
}

/** The API that a worker makes of a long definition. Any other definition is returned as it is. */
export async function importInWorker(
  longWork: LongWork | undefined,
  body: Uint8Array | string,
  { basepath, offersUserPools = false, previous, account }: ImportOptions,
): Promise<DefinitionBody> {
  const text = definitionText(body);
  if (!isLongDefinition(text) || !longWork) return body;
  // Only what a definition keeps is copied to the worker.
  const kept = previous && {
    resources: previous.resources.map(({ id, path }) => ({ id, path })),
    authorizers: previous.authorizers.map(({ id, name }) => ({ id, name })),
  };
  const options = {
    basepath,
    offersUserPools,
    ...(kept && { previous: kept }),
    ...(account && { account }),
  };
  try {
    return await longWork.run(importTask, { text, options });
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error;
    throw badRequest(`Invalid OpenAPI input: it cannot be read, because ${error.message}.`);
  }
}

interface TextToImport {
  readonly text: string;
  readonly options: ImportOptions;
}

/** Runs in a worker. */
export function importText({ text, options }: TextToImport): ImportedApi {
  return importDefinition(readDefinition(text, options.account), options);
}

const importTask = workerTask(import.meta.url, importText);

/** The API of a definition, which a worker may have imported, and what was left out of it. */
export function importedApi(
  body: DefinitionBody,
  options: ImportOptions,
  failOnWarnings = false,
): { model: ApiModel; warnings: string[] } {
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const imported = isText ? importDefinition(readDefinition(body, options.account), options) : body;
  const { importWarnings, ...model } = imported;
  if (failOnWarnings && importWarnings.length > 0) {
    throw badRequest(`Warnings found during import:\n\t${importWarnings.join('\n\t')}`);
  }
  return { model, warnings: [...importWarnings] };
}

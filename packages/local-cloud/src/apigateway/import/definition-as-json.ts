import { parse } from 'yaml';
import { type LongWork, TooMuchWork } from '../../long-work/long-work.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import { badRequest } from '../errors.ts';

export type DefinitionBody = Uint8Array | string;

/** What YAML of this length may at worst take: about 100 ms. */
const longLength = 16 * 1024;

const yamlOptions = { maxAliasCount: 100, logLevel: 'error' } as const;

/** A long definition in YAML as JSON, which a worker reads. Any other definition is returned as it is. */
export async function definitionAsJson(
  longWork: LongWork | undefined,
  body: DefinitionBody,
): Promise<DefinitionBody> {
  if (body.length <= longLength || !longWork) return body;
  const text = definitionText(body);
  if (isJson(text)) return body;
  try {
    return await longWork.run(yamlTask, text);
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error;
    throw badRequest(`Invalid OpenAPI input: it cannot be read, because ${error.message}.`);
  }
}

/** A YAML alias can be inside the value that it names; JSON.stringify throws for such a cycle. */
export function yamlAsJson(text: string): string {
  try {
    return JSON.stringify(parse(text, yamlOptions));
  } catch {
    throw badRequest('Invalid OpenAPI input: expected JSON or YAML.');
  }
}

const yamlTask = workerTask(import.meta.url, yamlAsJson);

export function definitionText(body: DefinitionBody): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

export function isJson(text: string): boolean {
  return text.trimStart().startsWith('{');
}

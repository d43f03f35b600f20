import { type LongWork, TooMuchWork } from '../../long-work/long-work.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import { configurationError, GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { inWorker } from '../in-worker.ts';
import { type BodyDocument, bodyDocument } from './body-document.ts';
import { compileBodySource } from './body-source.ts';

/** A long body with what the paths find in it, read in a worker. */
export async function readBodyInWorker(
  bodyWork: LongWork,
  body: Buffer,
  paths: readonly string[],
  invalidJson: () => GatewayFault,
): Promise<BodyDocument> {
  const text = body.toString('utf8');
  try {
    const read = await inWorker(bodyWork, readTask, { text, paths });
    if (read === 'invalid JSON') throw invalidJson();
    if ('problem' in read) throw configurationError(new Error(read.problem));
    return { text, json: () => undefined, found: new Map(read.found) };
  } catch (error) {
    throw error instanceof TooMuchWork ? configurationError(error) : error;
  }
}

interface BodyToRead {
  readonly text: string;
  readonly paths: readonly string[];
}

type BodyRead =
  | 'invalid JSON'
  | { readonly problem: string }
  | { readonly found: readonly (readonly [path: string, values: readonly string[]])[] };

/** Runs in a worker. */
export function readBody({ text, paths }: BodyToRead): BodyRead {
  const invalid = configurationError();
  try {
    const document = bodyDocument(Buffer.from(text), () => invalid);
    return { found: paths.map((path) => [path, compileBodySource(path)?.(document) ?? []] as const) };
  } catch (error) {
    if (error === invalid) return 'invalid JSON';
    if (error instanceof GatewayFault) return { problem: String(error.cause) };
    throw error;
  }
}

const readTask = workerTask(import.meta.url, readBody);

import { ServiceError } from '../aws/service-error.ts';

export interface WorkMessage {
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
}

export type Outcome =
  | { readonly output: unknown }
  | { readonly refusal: Pick<ServiceError, 'code' | 'message' | 'statusCode' | 'fields'> }
  | { readonly bug: string };

/** An outcome, and whether the worker should give its memory back. */
export type Report = Outcome & { readonly hasGrown: boolean };

/** In bytes: a worker that did little has half as much. */
const mostKept = 120 * 1024 ** 2;

process.on('message', async (message: WorkMessage) => {
  const outcome = await outcomeOf(message);
  process.send?.({ ...outcome, hasGrown: process.memoryUsage.rss() > mostKept } satisfies Report);
});
process.on('disconnect', () => process.exit());

async function outcomeOf({ module, name, input }: WorkMessage): Promise<Outcome> {
  try {
    const functions = (await import(module)) as Record<string, (input: unknown) => unknown>;
    return { output: await functions[name]?.(input) };
  } catch (error) {
    if (error instanceof ServiceError) {
      const { code, message, statusCode, fields } = error;
      return { refusal: { code, message, statusCode, fields } };
    }
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

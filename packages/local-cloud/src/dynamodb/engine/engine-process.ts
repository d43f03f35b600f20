import { createEngine } from './engine.ts';
import { findMembersAtOnce } from './find-members.ts';

/**
 * The process that holds the items. It receives requests only on the channel to its parent, so that there is nothing
 * that others could connect to.
 */
const [folder = ''] = process.argv.slice(2);
findMembersAtOnce();
const engine = createEngine(folder);

export interface EngineRequest {
  readonly id: number;
  readonly operation: string;
  /** JSON */
  readonly body: Uint8Array;
}

export interface EngineResponse {
  readonly id: number;
  readonly status: number;
  /** JSON */
  readonly body: Uint8Array;
}

process.on('message', async ({ id, operation, body }: EngineRequest) => {
  const { status, output } = await engine(operation, Buffer.from(body));
  const response: EngineResponse = { id, status, body: Buffer.from(JSON.stringify(output)) };
  // With a callback, the end of the parent is not an error here.
  process.send?.(response, undefined, undefined, () => {});
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole process group, but the parent decides when the last request is done.
process.on('SIGINT', () => {});

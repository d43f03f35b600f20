import { Agent } from 'node:http';
import type { Account } from '../account.ts';
import { jsonText } from '../aws/json-text.ts';
import { ServiceError } from '../aws/service-error.ts';
import { createDynaliteServer } from './dynalite-server.ts';
import { type DynaliteAnswer, internalServerError, postToDynalite } from './post-to-dynalite.ts';

const endLimitMs = 1000;

/** Calls one of dynalite's operations; rejects with ServiceError. */
export type DynaliteCall = <Output>(operation: string, input: object) => Promise<Output>;

export interface DynaliteClient {
  readonly call: DynaliteCall;
  /** Sends a body as it is; refusals are answers too. */
  post(operation: string, body: Buffer | string): Promise<DynaliteAnswer>;
  stop(): Promise<void>;
}

/** dynalite behind kept connections. `restore` runs after a restart, before any other call. */
export function createDynaliteClient(
  account: Account,
  restore: (call: DynaliteCall) => Promise<void>,
): DynaliteClient {
  const agent = new Agent({ keepAlive: true });
  const server = createDynaliteServer(account, (port) =>
    restore(async (operation, input) =>
      outputOf(await postToDynalite(agent, port, operation, jsonText(input))),
    ),
  );
  // A failure to start is told to the first call, which tries again.
  server.port().catch(() => {});

  async function port(): Promise<number> {
    try {
      return await server.port();
    } catch (error) {
      console.error('DynamoDB does not start:', error);
      throw internalServerError();
    }
  }

  async function post(operation: string, body: Buffer | string): Promise<DynaliteAnswer> {
    try {
      return await postToDynalite(agent, await port(), operation, body);
    } catch (error) {
      // The end of the connection is heard before the end of the process; the next call needs a new one.
      await server.ended(endLimitMs);
      throw error;
    }
  }

  return {
    call: async (operation, input) => outputOf(await post(operation, jsonText(input))),
    post,
    async stop() {
      await server.stop();
      agent.destroy();
    },
  };
}

function outputOf<Output>({ status, body }: DynaliteAnswer): Output {
  const output = JSON.parse(body.toString('utf8'));
  if (status === 200) return output;
  const code = String(output.__type).split('#').at(-1) ?? '';
  throw new ServiceError(code, output.message ?? output.Message ?? '', status);
}

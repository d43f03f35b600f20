import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Runtime } from '@aws-sdk/client-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeCommand } from '../environments/runtime-command.ts';
import type { InvocationMessage } from '../environments/runtime-events.ts';
import { startRuntimeProcess } from '../environments/runtime-process.ts';

/**
 * The parts of AWS's runtime clients (aws-lambda-ric 4.0.2 and 3.3.0) that this cloud relies on. A failure after an upgrade shows
 * what has changed between the client and its transport.
 */
const folder = mkdtempSync(join(tmpdir(), 'runtime-client-'));
writeFileSync(
  join(folder, 'index.mjs'),
  `export const handler = async (event, context) => {
    console.log('two\\nlines');
    if (event.fail) throw new TypeError('failed');
    return { event, id: context.awsRequestId, deadline: context.getRemainingTimeInMillis() > 0 };
  };`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const variables = {
  AWS_LAMBDA_FUNCTION_NAME: 'f',
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
  AWS_LAMBDA_LOG_GROUP_NAME: 'g',
  AWS_LAMBDA_LOG_STREAM_NAME: 's',
  AWS_LAMBDA_RUNTIME_API: '127.0.0.1:1',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: 'index.handler',
};

const requestId = '7a1f2f9e-6d3c-4f7e-9a53-0c2f1b6a4d21';
const message = (event: object): InvocationMessage => ({
  headers: {
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': String(Date.now() + 60_000),
    'lambda-runtime-invoked-function-arn': 'arn',
  },
  body: Buffer.from(JSON.stringify(event)),
});

/** Gives the client of a runtime one event after the other; returns what it did. */
async function converse(client: Runtime, events: readonly object[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  const remaining = [...events];
  const { promise, resolve } = Promise.withResolvers<void>();
  const runtime = await startRuntimeProcess({
    command: nodeCommand(client, 128, { compileCache: join(folder, 'compile-cache') }),
    variables,
    taskRoot: folder,
    events: {
      next(deliver) {
        seen.push('next');
        const event = remaining.shift();
        if (event) deliver(message(event));
        else resolve();
      },
      respond: (kind, id, body) => seen.push([kind, id, JSON.parse(body.toString())]),
      logged: (_timestamp, text) =>
        seen.push([
          'log',
          text
            .replace(/^[^\t]+Z\t/, '')
            .split('\n')
            .slice(0, 2)
            .join('\n'),
        ]),
      output: (_stream, chunk) => seen.push(['output', chunk.toString()]),
      initError: (body) => seen.push(['init error', body.toString()]),
      exit: () => resolve(),
    },
  });
  await promise;
  runtime.kill();
  await runtime.close();
  return seen;
}

describe.each(['nodejs24.x', 'nodejs22.x'] as const)(`AWS's runtime client for %s`, (client) => {
  it('gets invocations from the transport, responds through it and frames its log lines', async () => {
    expect(await converse(client, [{ a: 1 }, { fail: true }])).toEqual([
      'next',
      ['log', `${requestId}\tINFO\ttwo\nlines`],
      ['response', requestId, { event: { a: 1 }, id: requestId, deadline: true }],
      'next',
      ['log', `${requestId}\tINFO\ttwo\nlines`],
      ['log', expect.stringContaining('ERROR\tInvoke Error')],
      ['error', requestId, expect.objectContaining({ errorType: 'TypeError', errorMessage: 'failed' })],
      'next',
    ]);
  });
});

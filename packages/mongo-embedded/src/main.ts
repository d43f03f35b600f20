#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const usage = `Usage: npm start --workspace @samples/mongo-embedded -- [--port N] [--data DIR]

Runs a development server for MongoDB's drivers on 127.0.0.1 until Ctrl-C.

  --port N           the port to listen on; 0 takes any free one (default: 27018)
  --data DIR         keep the data in this folder (default: in memory alone)
  --stop-with-stdin  also stop when standard input ends: a program that starts
                     the server leaves none running, however it ends itself
  --help             this text
`;

const options = {
  port: { type: 'string', default: '27018' },
  data: { type: 'string' },
  'stop-with-stdin': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (values.data === '') throw new RangeError('Expected a folder for --data, received an empty string.');
  const port = portNumber(values.port);
  // Loaded here rather than above, so that its modules come from the cache from the second start on.
  enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/compiled'));
  const { createMongoEmbedded } = await import('./mongo-embedded.ts');
  const server = await createMongoEmbedded({ port, dataFolder: values.data });
  process.stdout.write(`Embedded MongoDB: ${server.url}\n`);

  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  if (values['stop-with-stdin']) process.stdin.on('end', stop).on('error', stop).resume();
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new RangeError(
    `Expected a whole number from 0 to 65535 for --port, received ${JSON.stringify(text)}.`,
  );
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  const isMisuse = error.code?.startsWith('ERR_PARSE_ARGS') || error instanceof RangeError;
  process.stderr.write(`${explain(error)}\n`);
  process.exit(isMisuse ? 2 : 1);
});

function explain(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${error.port} is taken by another program. Stop it, or choose another port with --port N.`;
  if (error.code?.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${usage}`;
  return error.message;
}

#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { explainSystemFailure } from './system-failure.ts';

const usage = `Usage: local-cloud [--port N] [--allow-origin ORIGIN …] [--inspect PORT]
                   [--log-megabytes N] [--quiet] [--stop-with-stdin]

Runs the embedded cloud on 127.0.0.1 until Ctrl-C. What functions write and how
they fail is shown as it happens.

  --port N           the port to listen on; 0 takes any free one (default: 4566)
  --allow-origin ORIGIN
                     let pages of that origin, such as https://app.example,
                     call the deployed APIs, as pages of this machine may;
                     may be repeated
  --inspect PORT     let debuggers attach to Node functions: each listens on a
                     port of its own from PORT up, and no time limit ends a call
  --log-megabytes N  what a log group may hold before its oldest events are
                     dropped (default: 64)
  --quiet            do not show what functions write and how they fail
  --stop-with-stdin  also stop when standard input ends: a program that starts
                     the cloud leaves none behind, however it ends itself
  --help             this text
`;

const options = {
  port: { type: 'string', default: '4566' },
  'allow-origin': { type: 'string', multiple: true },
  inspect: { type: 'string' },
  'log-megabytes': { type: 'string', default: '64' },
  quiet: { type: 'boolean', default: false },
  'stop-with-stdin': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const port = portNumber('port', values.port);
  const debugPort = values.inspect === undefined ? undefined : portNumber('inspect', values.inspect);
  const allowedOrigins = values['allow-origin']?.map(originOf) ?? [];
  // Once V8's nursery has grown as large as this small heap, the heap counts as nearly full for good, and under load
  // all of it is marked more than once in two seconds, for which responses wait. Now that starts in its last quarter.
  setFlagsFromString('--incremental-marking-soft-trigger=25');
  // Loaded here rather than above, so that its modules come from the cache from the second start on.
  enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/compiled'));
  const { createLocalCloud } = await import('./local-cloud.ts');
  const cloud = await createLocalCloud({
    port,
    allowedOrigins,
    debugPort,
    logGroupBytes: megabytes(values['log-megabytes']) * 1024 * 1024,
    ...(!values.quiet && { functionOutput: process.stdout }),
  });
  process.stdout.write(`Embedded cloud: ${cloud.url}\n`);

  const stop = () => void cloud.stop().then(() => process.exit(0));
  process.on('SIGINT', stop).on('SIGTERM', stop);
  if (values['stop-with-stdin']) process.stdin.on('end', stop).on('error', stop).resume();
}

function portNumber(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new RangeError(
    `Expected a whole number from 0 to 65535 for --${option}, received ${JSON.stringify(text)}.`,
  );
}

function megabytes(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new RangeError(
    `Expected a whole number from 1 to 99999 for --log-megabytes, received ${JSON.stringify(text)}.`,
  );
}

function originOf(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '') && new URL(text).origin === text) return text;
  throw new RangeError(
    `Expected an origin such as https://app.example for --allow-origin, received ${JSON.stringify(text)}.`,
  );
}

main().catch((error: NodeJS.ErrnoException) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(error.code?.startsWith('ERR_PARSE_ARGS') || error instanceof RangeError ? 2 : 1);
});

function explain(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${error.port} is taken by another program. Stop it, or choose another port with --port N.`;
  }
  if (error.code === 'EACCES' && error.syscall === 'listen') {
    return `Port ${error.port} may not be opened by this user. Choose one above 1023 with --port N.`;
  }
  if (error.code?.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${usage}`;
  if (error instanceof RangeError) return error.message;
  return explainSystemFailure(error) ?? error.stack ?? error.message;
}

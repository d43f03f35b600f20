#!/usr/bin/env node
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Listr } from 'listr2';
import pc from 'picocolors';
import { type CloudProcess, startCloud } from './cloud-process.ts';
import { UsageError } from './deploy-error.ts';
import { deploySample } from './deploy-sample.ts';
import { readTemplate } from './packaging/template-file.ts';

const usage = `Usage: npm start -- [--port N] [--quiet] [sample …]

Starts the embedded cloud, deploys every sample of apps/ into it (or the ones
named), and stays until Ctrl-C.

  --port N   the port to listen on (default: 4566)
  --quiet    no progress, only the addresses
  --help     this text
`;

const root = path.resolve(import.meta.dirname, '..');

interface RunningSample {
  readonly name: string;
  readonly url: string;
  readonly tryIt: string;
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const samples = chooseSamples(positionals);
  const cloud = await startCloud(Number(values.port));
  const abort = new AbortController();
  const stop = () => {
    abort.abort();
    void cloud.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  void cloud.ended.then((code) => {
    if (!abort.signal.aborted)
      process.stderr.write(`The embedded cloud ended by itself (exit code ${code}).\n`);
    process.exit(abort.signal.aborted ? 0 : 1);
  });
  const running = await deployAll(samples, cloud, values.quiet, abort.signal);
  if (!abort.signal.aborted) process.stdout.write(summary(running, cloud.url));
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4566' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}

function chooseSamples(named: readonly string[]): readonly string[] {
  const apps = existsSync(path.join(root, 'apps')) ? readdirSync(path.join(root, 'apps')) : [];
  const samples = apps.filter((name) => existsSync(path.join(root, 'infra', name, 'template.yaml'))).sort();
  const unknown = named.find((name) => !samples.includes(name));
  if (unknown)
    throw new UsageError(`Expected one of ${samples.join(', ')}, received ${JSON.stringify(unknown)}.`);
  return named.length > 0 ? [...new Set(named)] : samples;
}

async function deployAll(
  samples: readonly string[],
  cloud: CloudProcess,
  quiet: boolean,
  signal: AbortSignal,
): Promise<RunningSample[]> {
  const running: RunningSample[] = [];
  const environment = { ...process.env, AWS_ENDPOINT_URL: cloud.url };
  const tasks = samples.map((sample) => ({
    title: sample,
    task: async (_: unknown, task: { output: string }) => {
      const { url = '' } = await deploySample({
        sample,
        root,
        environment,
        signal,
        report: (progress) => {
          task.output =
            progress.kind === 'resource' ? `${progress.logicalId} ${progress.status}` : progress.text;
        },
      });
      running.push({ name: sample, url, tryIt: await commandToTry(sample, url) });
    },
  }));
  const renderer = quiet ? 'silent' : process.stdout.isTTY ? 'default' : 'simple';
  const list = new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    renderer,
    registerSignalListeners: false,
  });
  await list.run();
  for (const { message } of list.errors) process.stderr.write(`${message}\n`);
  return running.sort((a, b) => a.name.localeCompare(b.name));
}

async function commandToTry(sample: string, url: string): Promise<string> {
  const template = await readTemplate(path.join(root, 'infra', sample, 'template.yaml'));
  const { Sample } = (template as { Metadata?: { Sample?: { Try?: string } } }).Metadata ?? {};
  return (Sample?.Try ?? `curl -i {ApiUrl}/`).replaceAll('{ApiUrl}', url);
}

function summary(samples: readonly RunningSample[], url: string): string {
  const width = Math.max(0, ...samples.map(({ name }) => name.length));
  const rows = samples.flatMap(({ name, url: address, tryIt }) => [
    `  ${pc.bold(name.padEnd(width))}  ${pc.cyan(address)}`,
    `  ${''.padEnd(width)}  ${tryIt}`,
    '',
  ]);
  return ['', ...rows, `  ${pc.bold(`Open ${url}/`)} for all of them. Ctrl-C stops.`, ''].join('\n');
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});

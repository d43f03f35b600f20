#!/usr/bin/env node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type CloudProcess, startCloud, startIdentityProvider, startMongo } from './cloud-process.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: npm start -- [options] [sample …]
       npm run dev --workspace <sample> -- [options]

Starts the embedded cloud, deploys every sample of apps/ into it (or the ones
named), and stays until Ctrl-C. What functions write is shown as it happens.

  --port N   the port to listen on (default: 4566)
  --mongo-port N
             the port of the development MongoDB endpoint, which starts where a
             sample needs one and has no MONGODB_URI (default: 27018)
  --watch    deploy what is saved: code at once, a template as a change set
  --inspect  let debuggers attach to functions, from port 9229 up; no time limit
             ends a call
  --allow-origin ORIGIN
             let pages of that origin, such as https://app.example, call the
             deployed APIs; may be repeated
  --quiet    no progress and no output of functions, only the URLs
  --help     this text
`;

const root = path.resolve(import.meta.dirname, '..');

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const samples = await withNeeded(chooseSamples(positionals));
  checkPort('--port', values.port);
  checkPort('--mongo-port', values['mongo-port']);
  // The modules that deploy are loaded while the cloud starts; from the second time on they come from the cache.
  const origins = values['allow-origin'].flatMap((origin) => ['--allow-origin', origin]);
  const starting = startCloud(values.port, {
    options: [...(values.inspect ? ['--inspect', '9229'] : []), ...origins],
    ...(!values.quiet && { showLine: (line) => process.stdout.write(`${line}\n`) }),
  });
  enableCompileCache(path.join(root, 'node_modules/.cache/compiled'));
  const [cloud, mongo, identityProvider, { deployAll, summary }] = await Promise.all([
    starting,
    startMongoFor(samples, values['mongo-port']),
    startIdentityProviderFor(samples),
    import('./deploy-all.ts'),
  ]);
  const mongoUri = mongo && `${mongo.url}/pets`;
  const abort = new AbortController();
  const stop = () => {
    abort.abort();
    void Promise.all([cloud.stop(), mongo?.stop(), identityProvider?.stop()]).then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  if (process.env.npm_lifecycle_event) stopWithNpm(stop);
  void cloud.ended.then((code) => {
    if (!abort.signal.aborted)
      process.stderr.write(`The embedded cloud ended by itself (exit code ${code}).\n`);
    process.exit(abort.signal.aborted ? 0 : 1);
  });
  const options = {
    root,
    endpoint: cloud.url,
    isQuiet: values.quiet,
    signal: abort.signal,
    mongoUri,
    samlMetadataUrl: identityProvider?.url,
  };
  const running = await deployAll(samples, options);
  if (abort.signal.aborted) return;
  process.stdout.write(summary(running, cloud.url));
  if (!values.watch) return;
  const { watchAll } = await import('./watch-all.ts');
  await watchAll(running, options);
}

/** A development MongoDB endpoint, where a sample needs one and nothing names another. */
async function startMongoFor(samples: readonly string[], port: string): Promise<CloudProcess | undefined> {
  const { findMongoUri, usesMongo } = await import('./mongo-uri.ts');
  for (const sample of samples) {
    if (!(await usesMongo(root, sample))) continue;
    if (await findMongoUri(root, sample, process.env)) continue;
    return startMongo(port).catch((error: Error) => {
      throw new Error(error.message.replace('--port', '--mongo-port'));
    });
  }
  return undefined;
}

/** The demo identity provider, where a sample lets the users of a company sign in. */
async function startIdentityProviderFor(samples: readonly string[]): Promise<CloudProcess | undefined> {
  const { takenParameters } = await import('./sample-parameters.ts');
  for (const sample of samples) {
    const taken = await takenParameters(root, sample, { SamlMetadataUrl: 'a URL' });
    if ('SamlMetadataUrl' in taken) return startIdentityProvider();
  }
  return undefined;
}

/** npm that is killed passes no signal on, so its end is looked for. */
function stopWithNpm(stop: () => void): void {
  const npm = npmProcess();
  const isOver = () => process.ppid === 1 || npmProcess() !== npm;
  setInterval(() => isOver() && stop(), 500).unref();
}

/** npm runs a script by a shell, which some systems replace by the script and others keep. */
function npmProcess(): number {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    if (/^Name:\s+(ba|da)?sh$/m.test(status)) return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
  } catch {
    // Not Linux.
  }
  return process.ppid;
}

function checkPort(flag: string, port: string): void {
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return;
  throw new UsageError(
    `Expected a whole number from 0 to 65535 for ${flag}, received ${JSON.stringify(port)}.`,
  );
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4566' },
        'mongo-port': { type: 'string', default: '27018' },
        quiet: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        inspect: { type: 'boolean', default: false },
        'allow-origin': { type: 'string', multiple: true, default: [] },
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

/** With the samples whose stacks these need. */
async function withNeeded(samples: readonly string[]): Promise<readonly string[]> {
  const { neededSamples } = await import('./publish-sample.ts');
  const needed = await Promise.all(samples.map((sample) => neededSamples(root, sample)));
  return [...new Set([...samples, ...needed.flat()])];
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});

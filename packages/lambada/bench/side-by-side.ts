// lambada, tsoa and NestJS on Lambda, in one run: the size of the bundle, from its import to the first response, and a
// warm call, each beside a handler without a framework. Usage: npm run bench --workspace @samples/lambada
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '@samples/deployment';
import { build } from 'esbuild';
import { loadSettings } from '../src/cli/load-settings.ts';
import { scanProject } from '../src/cli/scan-project.ts';
import { writeBuild } from '../src/generate/write-build.ts';
import * as applications from './applications.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'lambada-bench-'));
// The packages of this repository are found from here alone.
const ours = mkdtempSync(path.join(root, 'node_modules/.lambada-bench-'));
const runs = Number(process.argv[2] ?? 15);

try {
  const bundles = {
    'bare handler': await bare(),
    lambada: await lambada(),
    tsoa: await tsoa(),
    NestJS: await nest(),
  };
  const measured = new Map(Object.keys(bundles).map((name) => [name, [] as Measurement[]]));
  // By turns, so that what else the machine does reaches them all.
  for (let run = 0; run < runs; run += 1)
    for (const [name, bundle] of Object.entries(bundles)) measured.get(name)?.push(measure(bundle));
  print(bundles, measured);
} finally {
  for (const one of [folder, ours]) rmSync(one, { recursive: true, force: true });
}

interface Measurement {
  readonly cold: number;
  /** Milliseconds of the processor within `cold`: on a busy machine the better measure. */
  readonly cpu: number;
  readonly warm: number;
  /** The status where `times` is no number. */
  readonly refused: number;
}

function measure(bundle: string): Measurement {
  const args = [path.join(import.meta.dirname, 'measure.js'), bundle, '2000'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function write(place: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), text);
  }
}

async function bare(): Promise<string> {
  write(folder, applications.bare);
  return bundleOf('bare', path.join(folder, 'bare.mjs'), []);
}

async function lambada(): Promise<string> {
  write(ours, applications.lambada);
  const settings = await loadSettings(ours);
  await writeBuild(scanProject(settings), settings);
  const entry = path.join(settings.output, 'functions/api.mjs');
  return bundleOf('lambada', entry, ['@samples/lambada/remove-annotations']);
}

/** As `lambada deploy` bundles. */
async function bundleOf(name: string, entry: string, plugins: string[]): Promise<string> {
  const [bundle] = await bundleFunctions([{ entry }], { root, external: [], plugins, report: () => {} });
  const file = path.join(folder, `${name}-bundle.mjs`);
  writeFileSync(file, bundle?.code ?? '');
  return file;
}

async function tsoa(): Promise<string> {
  const place = install('tsoa', applications.tsoa, applications.packages.tsoa);
  run(path.join(place, 'node_modules/.bin/tsoa'), ['spec-and-routes'], place);
  return commonJsBundle(place, 'src/main.ts');
}

async function nest(): Promise<string> {
  const place = install('nest', applications.nest, applications.packages.nest);
  // esbuild writes no metadata of types, which NestJS needs.
  run(path.join(place, 'node_modules/.bin/tsc'), ['-p', '.'], place);
  return commonJsBundle(place, 'build/main.js');
}

function install(name: string, files: Readonly<Record<string, string>>, packages: readonly string[]): string {
  const place = path.join(folder, name);
  write(place, files);
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];
  run('npm', ['install', '--save-exact', ...quiet, ...packages], place);
  return place;
}

function run(command: string, args: string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function commonJsBundle(place: string, entry: string): Promise<string> {
  const outfile = path.join(place, 'bundle.cjs');
  // Parts of NestJS that an application may do without.
  const external = ['@nestjs/microservices', '@nestjs/microservices/*', '@nestjs/websockets/*', '@fastify/*'];
  await build({
    entryPoints: [path.join(place, entry)],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    external,
    logLevel: 'error',
  });
  return outfile;
}

function print(
  bundles: Readonly<Record<string, string>>,
  measured: ReadonlyMap<string, readonly Measurement[]>,
): void {
  const base = measured.get('bare handler');
  const rows = Object.entries(bundles).map(([name, bundle]) => {
    const own = measured.get(name);
    const beyond = (key: Key, unit: string) =>
      `${median(own, key).toFixed(1)} ${unit} (+${(median(own, key) - median(base, key)).toFixed(1)})`;
    const size = `${(statSync(bundle).size / 1024).toFixed(1)} KB`;
    return [
      name,
      size,
      beyond('cold', 'ms'),
      beyond('cpu', 'ms'),
      beyond('warm', 'µs'),
      String(own?.[0]?.refused),
    ];
  });
  const header = [
    '',
    'bundle',
    'cold (beyond bare)',
    'processor time of it',
    'warm call, processor time',
    '`times=x`',
  ];
  for (const row of [header, header.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
  console.log(`\nMedians of ${runs} processes each, by turns; Node.js ${process.version}.`);
}

type Key = 'cold' | 'cpu' | 'warm';

function median(measurements: readonly Measurement[] = [], key: Key): number {
  const values = measurements.map((one) => one[key]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

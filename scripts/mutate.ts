#!/usr/bin/env node
// Changes the code in small ways, one at a time, and expects a test to fail each time.
// Usage: npm run mutate [-- TARGET …]   (without a name: all targets)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { shared } from '../vitest.shared.ts';
import { type MutationTarget, mutationTargets } from './mutation/targets.ts';

const root = path.resolve(import.meta.dirname, '..');
const tool = path.join(import.meta.dirname, 'mutation');
const stryker = path.join(tool, 'node_modules/@stryker-mutator/core/bin/stryker.js');

/** What a change has stopped from happening is not waited for as long as on a busy machine. */
const patience = {
  testTimeout: 10_000,
  hookTimeout: 10_000,
  expect: { poll: { timeout: 5_000, interval: 20 } },
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !mutationTargets.some((target) => target.name === name));
if (unknown !== undefined) {
  const known = mutationTargets.map(({ name }) => name).join(', ');
  process.stderr.write(`Expected one of ${known}, received ${unknown}.\n`);
  process.exit(2);
}

if (!existsSync(stryker)) await run('npm', ['ci', '--no-audit', '--no-fund'], tool);
const chosen = mutationTargets.filter(({ name }) => names.length === 0 || names.includes(name));
for (const target of chosen) process.exitCode = (await mutate(target)) || process.exitCode || 0;

async function mutate(target: MutationTarget): Promise<number> {
  process.stdout.write(`\n== ${target.name}\n`);
  const folder = await mkdtemp(path.join(tmpdir(), 'mutate-'));
  const config = path.join(folder, 'stryker.config.json');
  // Stryker's own `testFiles` does not hold for what runs once, when a module is loaded: it would run every test.
  const vitestConfig = path.join(folder, 'vitest.config.mjs');
  const test = { ...shared, ...patience, isolate: true, include: target.tests };
  await writeFile(vitestConfig, `export default ${JSON.stringify({ test })};`);
  await writeFile(config, JSON.stringify(optionsOf(target, vitestConfig)));
  try {
    return await run(process.execPath, [stryker, 'run', config], root);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function optionsOf(
  { mutate: patterns, break: minimum, ignoreStatic = false }: MutationTarget,
  vitestConfig: string,
): object {
  return {
    mutate: patterns,
    testRunner: 'vitest',
    vitest: { configFile: vitestConfig, related: false },
    coverageAnalysis: 'perTest',
    ignoreStatic,
    concurrency: Number(process.env.MUTATE_CONCURRENCY ?? availableParallelism()),
    thresholds: { high: 100, low: minimum, break: minimum },
    reporters: ['clear-text', 'dots'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    // Stryker reads TypeScript's configuration with an interface that TypeScript 7 no longer has.
    tsconfigFile: 'none.json',
    disableTypeChecks: false,
    ignorePatterns: ['apps', 'infra', '.venv', 'scripts/mutation/node_modules', '**/*.generated.ts'],
    timeoutMS: 20_000,
    tempDirName: 'node_modules/.cache/stryker',
  };
}

async function run(command: string, args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(command, args, { cwd, stdio: 'inherit', shell: command === 'npm' });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

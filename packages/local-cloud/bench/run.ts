// Runs the benchmarks of this folder one after the other, each in a process of its own.
// Usage: npm run bench --workspace packages/local-cloud [-- name …], where a name is a file without its ending.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const folder = import.meta.dirname;
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => path.basename(file, '.ts'));
const named = process.argv.slice(2);
const unknown = named.find((name) => !all.includes(name));
if (unknown) throw new RangeError(`Expected one of ${all.join(', ')}, received ${JSON.stringify(unknown)}.`);

for (const name of named.length > 0 ? named : all) {
  console.log(`\n== ${name} ==`);
  const { status } = spawnSync(process.execPath, [path.join(folder, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

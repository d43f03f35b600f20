// Prints the size and the import time of each function's bundle, beside a bundle of esbuild's default settings.
// Usage: npm run bench --workspace crud-service

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '@samples/deployment';
import { buildSync } from 'esbuild';

const rounds = 15;
const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'bundle-bench-'));
try {
  const files = [...(await bundleAsDeployed()), bundleByDefault()];
  const times = files.map((): number[] => []);
  // Round by round, so that other work on the machine affects all of them alike.
  for (let round = 0; round < rounds; round++) {
    for (const [index, file] of files.entries()) times[index]?.push(importTime(file));
  }
  console.table(
    files.map((file, index) => ({
      bundle: path.basename(file, '.mjs'),
      KB: Math.round(statSync(file).size / 1000),
      'import, median ms': Math.round(median(times[index] ?? [])),
    })),
  );
} finally {
  rmSync(folder, { recursive: true });
}

async function bundleAsDeployed(): Promise<string[]> {
  const names = ['get-resource', 'put-resource', 'delete-resource'];
  const functions = names.map((name) => ({ name, entry: sourceOf(name) }));
  const bundles = await bundleFunctions(functions, { root, external: [], report: () => {} });
  return bundles.map(({ name, code, sourceMap }) => {
    const file = path.join(folder, `${name}.mjs`);
    writeFileSync(`${file}.map`, sourceMap);
    writeFileSync(file, `${Buffer.from(code)}//# sourceMappingURL=${name}.mjs.map\n`);
    return file;
  });
}

function bundleByDefault(): string {
  const outfile = path.join(folder, 'get-resource by default.mjs');
  const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";
  buildSync({
    entryPoints: [sourceOf('get-resource')],
    outfile,
    banner: { js: banner },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
  });
  return outfile;
}

function sourceOf(name: string): string {
  return path.resolve(import.meta.dirname, `../src/${name}.ts`);
}

/** Milliseconds for the import in a process of its own, as in a cold start. */
function importTime(file: string): number {
  const script = `const start = performance.now();
    await import(${JSON.stringify(file)});
    console.log(performance.now() - start);`;
  const env = { ...process.env, TABLE_NAME: 'resources', NODE_OPTIONS: '--enable-source-maps' };
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env }));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

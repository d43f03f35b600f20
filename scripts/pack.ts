// Puts JavaScript and types into the tarball of a published package: Node runs no TypeScript under node_modules.
// The workspace itself goes on exporting its sources. npm runs both of these around `npm pack` and `npm publish`:
//   "prepack": "node ../../scripts/pack.ts build", "postpack": "node ../../scripts/pack.ts restore"
// `build` compiles src into dist by tsconfig.build.json, and lets the manifest export dist; `restore` undoes that.
// `build src/main.ts` also bundles that entry into dist, with the packages of this repository, which no registry has.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

type Entry = string | { readonly types: string; readonly default: string };
type Manifest = Record<string, unknown> & { exports: Record<string, Entry> };

const [command, bundled] = process.argv.slice(2);
if (command === 'build') {
  rmSync('dist', { recursive: true, force: true });
  execFileSync('tsc', ['-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const file of globSync('dist/**/*.d.ts')) importDeclarations(file);
  if (bundled) await bundleEntry(bundled);
  rewriteExports(compiledEntry);
} else if (command === 'restore') {
  rewriteExports(sourceEntry);
} else {
  throw new RangeError(`Expected build or restore, received ${JSON.stringify(command)}.`);
}

async function bundleEntry(entry: string): Promise<void> {
  const { build } = await import('esbuild');
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  await build({
    entryPoints: [entry],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: Object.keys(dependencies),
    logLevel: 'warning',
  });
}

/** The compiler leaves `.ts` in the imports of declarations. */
function importDeclarations(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/((?:from|import\() ?['"]\.[^'"]*)\.ts(?=['"])/g, '$1.js'));
}

function rewriteExports(entry: (entry: Entry) => Entry): void {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const entries = Object.entries(manifest.exports).map(([name, target]) => [name, entry(target)] as const);
  writeFileSync(
    'package.json.new',
    `${JSON.stringify({ ...manifest, exports: Object.fromEntries(entries) }, null, 2)}\n`,
  );
  renameSync('package.json.new', 'package.json');
}

function compiledEntry(entry: Entry): Entry {
  if (typeof entry !== 'string') return entry;
  const base = entry.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
  return { types: `${base}.d.ts`, default: `${base}.js` };
}

function sourceEntry(entry: Entry): Entry {
  if (typeof entry === 'string') return entry;
  return entry.default.replace(/^\.\/dist\//, './src/').replace(/\.js$/, '.ts');
}

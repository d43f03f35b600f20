import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importsOf, type SampleSources } from './sample-sources.ts';

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
  [key: string]: unknown;
}

/** The package.json of a sample on its own: the versions that this repository uses, all of them exact. */
export async function standaloneManifest(
  root: string,
  sample: string,
  sources: SampleSources,
): Promise<Manifest> {
  const read = async (folder: string): Promise<Manifest> =>
    JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
  const [whole, own, scripts] = await Promise.all([read('.'), read(`apps/${sample}`), read('scripts')]);
  const versions = { ...scripts.dependencies, ...whole.devDependencies, ...own.devDependencies };
  const needed = new Set([...bareImports(sources), '@types/node', 'esbuild', 'typescript', 'vitest']);
  const devDependencies = Object.entries(versions).filter(
    ([name]) => needed.has(name) || needed.has(name.replace(/^@types\//, '')),
  );
  return {
    name: sample,
    version: own.version,
    private: true,
    license: own.license,
    type: 'module',
    workspaces: ['packages/*'],
    scripts: {
      test: 'vitest run',
      typecheck: 'tsc -p .',
      ...scriptsOf(own, sources.leftOut),
      deploy: 'sam build && sam deploy --resolve-s3',
      'delete-stack': 'sam delete',
    },
    dependencies: own.dependencies ?? {},
    devDependencies: Object.fromEntries(devDependencies.sort(([a], [b]) => (a < b ? -1 : 1))),
    optionalDependencies: whole.optionalDependencies ?? {},
  };
}

/** The compiler's options of this repository and of the sample, in one file. */
export async function standaloneTsconfig(root: string, sample: string): Promise<object> {
  const read = async (file: string) => JSON.parse(await readFile(path.join(root, file), 'utf8'));
  const [base, own] = await Promise.all([read('tsconfig.base.json'), read(`apps/${sample}/tsconfig.json`)]);
  const include = own.include.filter((name: string) => name !== 'bench');
  return { compilerOptions: { ...base.compilerOptions, ...own.compilerOptions }, include };
}

/** Scripts that use nothing of this repository, and no file that stays there. */
function scriptsOf({ name, scripts = {} }: Manifest, leftOut: readonly string[]): Record<string, string> {
  const isOwn = (command: string) =>
    !/\.\.\/|^biome |bench\//.test(command) &&
    !command.split(' ').some((word) => leftOut.includes(`apps/${name}/${word}`));
  return Object.fromEntries(Object.entries(scripts).filter(([, command]) => isOwn(command)));
}

function bareImports({ files }: SampleSources): string[] {
  return [...files].flatMap(([file, content]) =>
    importsOf(file, content).flatMap(
      (specifier) => /^(@[^/]+\/[^/]+|[^./@][^/]*)/.exec(specifier)?.[0] ?? [],
    ),
  );
}

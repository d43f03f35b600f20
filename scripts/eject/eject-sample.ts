import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../usage-error.ts';
import { type SampleSources, sampleSources, targetOf } from './sample-sources.ts';
import { standaloneManifest, standaloneTsconfig } from './standalone-manifest.ts';
import { standaloneReadme } from './standalone-readme.ts';
import { standaloneTemplate } from './standalone-template.ts';

export interface EjectOptions {
  readonly root: string;
  readonly sample: string;
  /** The new folder: outside the repository, and missing or empty. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Writes a sample as a folder that needs nothing of this repository. The folder appears complete or not at all.
 * Returns the tests that stay here. Throws a `UsageError` when the folder is in use or inside the repository.
 */
export async function ejectSample({
  root,
  sample,
  folder,
  signal,
}: EjectOptions): Promise<readonly string[]> {
  await checkFolder(root, folder);
  const sources = await sampleSources(root, sample);
  const files = await standaloneFiles(root, sample, sources);
  await mkdir(path.dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}.partial-`);
  try {
    for (const [file, content] of files) {
      signal.throwIfAborted();
      await mkdir(path.dirname(path.join(staging, file)), { recursive: true });
      await writeFile(path.join(staging, file), content);
    }
    await rmdir(folder).catch(ifMissing);
    await rename(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return sources.leftOut.map((file) => placeIn(sample, file) ?? file);
}

async function checkFolder(root: string, folder: string): Promise<void> {
  const inside = path.relative(root, folder);
  if (!inside.startsWith('..') && !path.isAbsolute(inside))
    throw new UsageError(`Expected a folder outside this repository, received ${folder}`);
  const content = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return ['a file'];
    return ifMissing(error) ?? [];
  });
  if (content.length > 0) throw new UsageError(`Expected a new or empty folder, received ${folder}`);
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Everything in the new folder, by path. */
async function standaloneFiles(
  root: string,
  sample: string,
  sources: SampleSources,
): Promise<Map<string, string | Buffer>> {
  const files = new Map<string, string | Buffer>();
  for (const [file, content] of sources.files) {
    const place = placeIn(sample, file);
    if (place) files.set(place, rewritten(sample, file, content, sources));
  }
  const source = String(sources.files.get(`infra/${sample}/template.yaml`));
  const { text, makefile } = await standaloneTemplate(root, sample, source);
  const readme = String(sources.files.get(`apps/${sample}/README.md`));
  const isThere = (file: string) =>
    sources.files.has(file) || sources.packages.some((name) => file === `packages/${name}`);
  files.set('template.yaml', text);
  if (makefile) files.set('Makefile', makefile);
  const placeOf = (file: string) => (isThere(file) ? placeIn(sample, file) : undefined);
  files.set('README.md', standaloneReadme(readme, sample, placeOf, sources.leftOut));
  files.set('package.json', inJson(await standaloneManifest(root, sample, sources)));
  files.set('tsconfig.json', inJson(await standaloneTsconfig(root, sample)));
  files.set('samconfig.toml', samconfig(sample));
  files.set('.gitignore', 'node_modules/\n.aws-sam/\n');
  for (const name of ['LICENSE', '.npmrc']) files.set(name, await readFile(path.join(root, name)));
  const skipped = path.join(import.meta.dirname, 'standalone/whole-sample.ts');
  files.set('test/whole-sample.ts', await readFile(skipped));
  return files;
}

/** Where a file of the repository is in the new folder. */
function placeIn(sample: string, file: string): string | undefined {
  if (file.startsWith('packages/') || file === 'vitest.shared.ts') return file;
  const places = { [`apps/${sample}/`]: '', [`infra/${sample}/`]: '', 'scripts/testing/': 'test/testing/' };
  const from = Object.keys(places).find((folder) => file.startsWith(folder));
  return from && `${places[from]}${file.slice(from.length)}`;
}

/** A file whose relative paths lead to the new places of what is outside its own folder. */
function rewritten(sample: string, file: string, content: Buffer, { files }: SampleSources): string | Buffer {
  const manifest = /^packages\/[^/]+\/package\.json$/.test(file);
  if (manifest) return inJson(withoutScripts(JSON.parse(content.toString())));
  if (!/\.[mc]?[jt]s$/.test(file)) return content;
  const from = path.posix.dirname(placeIn(sample, file) ?? file);
  return content.toString().replace(/(['"])(\.[^'"\n]*)\1/g, (quoted, quote: string, specifier: string) => {
    const target = targetOf(file, specifier) ?? '';
    const place = placeIn(sample, target);
    const isOutside = !target.startsWith(`apps/${sample}/`) && files.has(target);
    if (!place || !isOutside) return quoted;
    const relative = path.posix.relative(from, place);
    return `${quote}${relative.startsWith('.') ? relative : `./${relative}`}${quote}`;
  });
}

function withoutScripts({ scripts: _, devDependencies: __, ...manifest }: Record<string, unknown>): object {
  return manifest;
}

function inJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function samconfig(sample: string): string {
  return `version = 0.1

[default.global.parameters]
stack_name = "${sample}"

[default.build.parameters]
# With esbuild and the packages as npm install has put them here.
build_in_source = true

[default.deploy.parameters]
capabilities = "CAPABILITY_IAM CAPABILITY_AUTO_EXPAND"
`;
}

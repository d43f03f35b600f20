import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesUnder } from '../sample-folder.ts';

/** The text files of a sample and everything of ours they import, by their path in the repository. */
export interface SampleSources {
  /** Paths from the root, with contents. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The internal packages among them. */
  readonly packages: readonly string[];
  /** Tests of how this repository deploys, and what they alone import. They do not leave it. */
  readonly leftOut: readonly string[];
}

/** Reads a sample with its template, the packages it uses and the parts of `scripts/testing` its tests use. */
export async function sampleSources(root: string, sample: string): Promise<SampleSources> {
  const own = (await filesUnder(root, `apps/${sample}`, `infra/${sample}`)).filter(
    (file) => !file.startsWith(`apps/${sample}/bench/`),
  );
  const files = new Map<string, Buffer>();
  const read = async (file: string) =>
    files.set(file, await readFile(path.join(root, standalone[file] ?? file)));
  for (const file of [...own, ...Object.keys(standalone)]) await read(file);
  const leftOut = withoutTools(files);
  const packages = new Set<string>();
  // Both grow while they are walked: what is imported imports in turn.
  for (const [file, content] of files) {
    for (const specifier of importsOf(file, content)) {
      const [, name] = /^@samples\/([^/]+)/.exec(specifier) ?? [];
      if (name && !packages.has(name)) {
        packages.add(name);
        for (const part of await filesUnder(root, `packages/${name}/package.json`, `packages/${name}/src`))
          if (!part.endsWith('.test.ts')) await read(part);
      }
      const target = targetOf(file, specifier);
      if (target?.startsWith('scripts/testing/') && !files.has(target)) await read(target);
    }
  }
  return { files, packages: [...packages].sort(), leftOut };
}

/** What a sample's tests share here needs this repository; these files take their place. */
const standalone: Readonly<Record<string, string>> = {
  'vitest.shared.ts': 'scripts/eject/standalone/vitest.shared.ts',
  'scripts/testing/deployed-sample.ts': 'scripts/eject/standalone/deployed-sample.ts',
};

const code = /\.[mc]?[jt]sx?$/;
const imported = /(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g;

export function importsOf(file: string, content: Buffer): string[] {
  if (!code.test(file)) return [];
  return Array.from(content.toString().matchAll(imported), ([, specifier = '']) => specifier);
}

/** The path from the root that a relative import leads to. */
export function targetOf(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
}

/** Packages that are tools of this repository, and stay in it. */
const tools = ['@samples/apilogs', '@samples/deployment'];

/** Removes the files that import our tools, directly or through another file, and returns them. */
function withoutTools(files: Map<string, Buffer>): string[] {
  const leftOut: string[] = [];
  const isLeftOut = (file: string, content: Buffer) =>
    importsOf(file, content).some((specifier) => {
      if (tools.includes(specifier)) return true;
      const target = targetOf(file, specifier);
      return target !== undefined && leftOut.includes(target);
    });
  for (;;) {
    const found = [...files].find(([file, content]) => isLeftOut(file, content));
    if (!found) return leftOut;
    leftOut.push(found[0]);
    files.delete(found[0]);
  }
}

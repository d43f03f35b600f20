import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type BuildContext, type BuildOptions, type BuildResult, build, context } from 'esbuild';
import { keepPackagesApart } from './packages-apart.ts';

/**
 * Builds one function again and again. Installed packages become files beside the bundle that are built once: linking
 * the AWS SDK takes a hundred times longer than building the function's own sources.
 */
export interface IncrementalBuild {
  /** Takes the place of esbuild's `build`. */
  readonly build: (options: BuildOptions) => Promise<BuildResult>;
  /** The sources that the last build read, without installed packages; none before a build and after a failed one. */
  readonly sources: () => ReadonlySet<string>;
  dispose(): Promise<void>;
}

export function createIncrementalBuild(): IncrementalBuild {
  const apart = keepPackagesApart();
  const bundle = keepContext();
  const whole = keepContext();
  let packages = { key: '', files: Promise.resolve<BuildResult['outputFiles']>([]) };
  let sources: ReadonlySet<string> = new Set();

  /** The files that a bundle imports; `undefined` where one bundle of everything is needed, or reports the error. */
  async function filesBeside(own: BuildResult, options: BuildOptions): Promise<BuildResult['outputFiles']> {
    const beside = apart.optionsFor(own, options);
    if (!beside) return undefined;
    const key = `${await lastInstallation(options)} ${JSON.stringify(beside)}`;
    if (packages.key !== key) {
      const files = build(beside).then(
        ({ outputFiles }) => outputFiles,
        () => undefined,
      );
      packages = { key, files };
    }
    return packages.files;
  }

  return {
    sources: () => sources,
    async build(options) {
      sources = new Set();
      const plugins = [apart.plugin, ...(options.plugins ?? [])];
      const own = await bundle.rebuild({ ...options, plugins });
      const beside = await filesBeside(own, options);
      const result = beside
        ? { ...own, outputFiles: [...(own.outputFiles ?? []), ...beside] }
        : await whole.rebuild(options);
      sources = sourcesOf(result, options.absWorkingDir ?? process.cwd());
      return result;
    },
    async dispose() {
      await Promise.all([bundle.dispose(), whole.dispose()]);
    },
  };
}

/** Parses only what changed since the last build with the same options. */
function keepContext() {
  let kept: { readonly key: string; readonly context: BuildContext } | undefined;
  async function dispose(): Promise<void> {
    await kept?.context.dispose();
    kept = undefined;
  }
  return {
    dispose,
    async rebuild(options: BuildOptions): Promise<BuildResult> {
      const key = JSON.stringify(options);
      if (kept?.key !== key) {
        await dispose();
        kept = { key, context: await context(options) };
      }
      return kept.context.rebuild();
    },
  };
}

/** npm writes this file at each installation. */
async function lastInstallation({ absWorkingDir = '.' }: BuildOptions): Promise<number> {
  const lock = path.join(absWorkingDir, 'node_modules/.package-lock.json');
  return (await stat(lock).catch(() => undefined))?.mtimeMs ?? 0;
}

function sourcesOf({ metafile }: BuildResult, root: string): ReadonlySet<string> {
  const inputs = Object.keys(metafile?.inputs ?? {}).filter((input) => !input.includes('node_modules'));
  return new Set(inputs.map((input) => path.resolve(root, input)));
}

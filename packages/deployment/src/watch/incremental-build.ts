import path from 'node:path';
import { type BuildContext, type BuildOptions, type BuildResult, context } from 'esbuild';

/** Builds one function again and again: the second time with the same options only what changed is parsed. */
export interface IncrementalBuild {
  /** Takes the place of esbuild's `build`. */
  readonly build: (options: BuildOptions) => Promise<BuildResult>;
  /** The sources that the last build read, without installed packages; none before a build and after a failed one. */
  readonly sources: () => ReadonlySet<string>;
  dispose(): Promise<void>;
}

export function createIncrementalBuild(): IncrementalBuild {
  let kept: { readonly key: string; readonly context: BuildContext } | undefined;
  let sources: ReadonlySet<string> = new Set();

  async function contextOf(options: BuildOptions): Promise<BuildContext> {
    const key = JSON.stringify(options);
    if (kept?.key === key) return kept.context;
    await kept?.context.dispose();
    kept = { key, context: await context(options) };
    return kept.context;
  }

  return {
    sources: () => sources,
    async build(options) {
      sources = new Set();
      const result = await (await contextOf(options)).rebuild();
      sources = sourcesOf(result, options.absWorkingDir ?? process.cwd());
      return result;
    },
    async dispose() {
      await kept?.context.dispose();
      kept = undefined;
    },
  };
}

function sourcesOf({ metafile }: BuildResult, root: string): ReadonlySet<string> {
  const inputs = Object.keys(metafile?.inputs ?? {}).filter((input) => !input.includes('node_modules'));
  return new Set(inputs.map((input) => path.resolve(root, input)));
}

import path from 'node:path';
import type { BuildOptions, BuildResult, Plugin } from 'esbuild';

/** The installed packages that a bundle imports from files beside it, instead of holding them. */
export interface PackagesApart {
  /** For the build of the bundle. */
  readonly plugin: Plugin;
  /**
   * How to build the files that the bundle imports, with what it uses of them. `undefined` where a package is imported
   * with all its names, by `require` or by `import()`: then it cannot be kept apart.
   */
  optionsFor(bundle: BuildResult, options: BuildOptions): BuildOptions | undefined;
}

const folder = 'packages';

export function keepPackagesApart(): PackagesApart {
  /** The path of a package's own file, by the name of the file beside the bundle. */
  const installed = new Map<string, string>();

  /** Two versions of a package are two files. */
  function fileFor(specifier: string, target: string): string {
    const name = specifier.replace(/[^\w.-]+/g, '-');
    for (let count = 1; ; count += 1) {
      const file = `${name}-${count}`;
      if ((installed.get(file) ?? target) !== target) continue;
      installed.set(file, target);
      return file;
    }
  }

  const plugin: Plugin = {
    name: 'packages-apart',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^./]/ }, async ({ path: specifier, pluginData, ...place }) => {
        if (pluginData === plugin || place.kind === 'entry-point' || 'type' in place.with) return undefined;
        const { path: target, external, errors } = await resolve(specifier, { ...place, pluginData: plugin });
        const isInstalled = target.split(path.sep).includes('node_modules');
        if (errors.length > 0 || external || !isInstalled) return undefined;
        return { path: `./${folder}/${fileFor(specifier, target)}.mjs`, external: true };
      });
    },
  };

  return {
    plugin,
    optionsFor(bundle, options) {
      const names = importedNames(bundle);
      if (!names) return undefined;
      const all = Array.from(names, ([file, used], index) => {
        const from = JSON.stringify(installed.get(file));
        return used.size > 0 ? `export { ${exported(index, used)} } from ${from}` : `import ${from}`;
      });
      const entries = Array.from(names, ([file, used], index): [string, string] => [
        file,
        used.size > 0
          ? `export { ${exportedAgain(index, used)} } from '${together}'`
          : `import '${together}'`,
      ]);
      return packageOptions(new Map([['together', all.join('\n')], ...entries]), options);
    },
  };
}

/** All packages in one file: it is written and loaded sooner than one for each part that two of them share. */
const together = './together.mjs';

// Two packages may export the same name.
const exported = (index: number, names: ReadonlySet<string>) =>
  Array.from(names, (name) => `${name} as $${index}_${name}`).join();
const exportedAgain = (index: number, names: ReadonlySet<string>) =>
  Array.from(names, (name) => `$${index}_${name} as ${name}`).join();

/**
 * The names that a bundle imports of each file, as esbuild prints imports; `undefined` where an import has all names or
 * is no statement.
 */
function importedNames({ outputFiles = [], metafile }: BuildResult): Map<string, Set<string>> | undefined {
  const imports = Object.values(metafile?.outputs ?? {}).flatMap((output) => output.imports);
  const files = imports.flatMap(({ path: imported }) => importPath.exec(imported)?.groups?.file ?? []);
  const names = new Map(files.map((file) => [file, new Set<string>()]));
  let count = 0;
  for (const { text } of outputFiles) {
    for (const { groups: { clause = '', file = '' } = {} } of text.matchAll(importStatement)) {
      if (clause.includes('*')) return undefined;
      const [, single, list = ''] = /^([\w$]*),?(?:\{(.*)\})?$/.exec(clause) ?? [];
      const used = list.split(',').map((one) => one.split(' as ')[0] ?? '');
      for (const name of [...used, ...(single ? ['default'] : [])]) if (name) names.get(file)?.add(name);
      count += 1;
    }
  }
  return count === files.length ? names : undefined;
}

const importPath = new RegExp(`^\\./${folder}/(?<file>[^"]+)\\.mjs$`);
const importStatement = new RegExp(
  `(?:import|export) ?(?<clause>[\\w$*{}, ]*?) ?(?:from)?"\\./${folder}/(?<file>[^"]+)\\.mjs"`,
  'g',
);

function packageOptions(
  sources: ReadonlyMap<string, string>,
  // It would also stand before the paths by which these files import each other.
  { publicPath: _, ...options }: BuildOptions,
): BuildOptions {
  return {
    ...options,
    entryPoints: Array.from(sources, ([file, source]) => ({ in: source, out: `${folder}/${file}` })),
    outExtension: { '.js': '.mjs' },
    // CommonJS packages call it, and an ES module has none.
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    sourcemap: false,
    plugins: [...(options.plugins ?? []), sourcesAsEntries],
  };
}

// Named as ES modules, which get the same default export of CommonJS packages as in Node.
const sourcesAsEntries: Plugin = {
  name: 'sources-as-entries',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /./ }, ({ path: source, kind }) => {
      if (source === together) return { path: source, external: true };
      return kind === 'entry-point' ? { path: `${source} //.mjs`, namespace: 'source' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'source' }, ({ path: contents }) => ({ contents, resolveDir: '/' }));
  },
};

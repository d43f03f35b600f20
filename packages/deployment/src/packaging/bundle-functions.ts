import { readFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type BuildFailure,
  type BuildOptions,
  type BuildResult,
  build,
  type Message,
  type OutputFile,
  type Plugin,
} from 'esbuild';
import { DeployError } from '../deploy-error.ts';
import type { Report } from '../progress.ts';

export interface Bundle {
  code: Uint8Array;
  sourceMap: Uint8Array;
  /** Files that the code imports, by their path relative to it. */
  beside?: ReadonlyMap<string, Uint8Array>;
  /** The style sheets and pictures that the code imports: each import is the URL `assets/<name>`, with a hash in the name. */
  assets: readonly Asset[];
}

export interface Asset {
  /** Below the folder of the sample in the bucket: `assets/<name>`. */
  name: string;
  bytes: Uint8Array;
  contentType: string;
}

export interface BundleOptions {
  root: string;
  external: readonly string[];
  /** Packages that are in the functions' layers. */
  fromLayers?: readonly string[];
  /** Files that take the place of packages. */
  alias?: Readonly<Record<string, string>>;
  /** Modules of installed packages, each with an export `plugin`. */
  plugins?: readonly string[];
  report: Report;
  /** Takes the place of esbuild's `build`, for a caller that builds again and again; may make more files beside one. */
  build?: ((options: BuildOptions) => Promise<BuildResult>) | undefined;
}

/**
 * Bundles entry files for Lambda's Node 24, one ES module each, and returns what it was given with the bundle.
 * One build serves them all: what they share is parsed once, which for three small functions halves the time.
 */
export async function bundleFunctions<T extends { entry: string }>(
  functions: readonly T[],
  { root, external, fromLayers = [], alias = {}, plugins = [], report, build: run = build }: BundleOptions,
): Promise<(T & Bundle)[]> {
  const result = (await run({
    absWorkingDir: root,
    entryPoints: functions.map(({ entry }, index) => ({ in: entry, out: `bundle-${index}` })),
    outdir: root,
    write: false,
    metafile: true,
    logLevel: 'silent',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // ES module builds of packages first: the AWS SDK then drops what is not used, 40 % of a DynamoDB function.
    mainFields: ['module', 'main'],
    external: [...external, ...fromLayers, '/opt/*'],
    alias: { ...alias },
    plugins: [
      requiredBuiltins,
      onlyVersions,
      pugViews,
      ...(await Promise.all(plugins.map((module) => loadPlugin(module, root)))),
    ],
    // What browsers load stays out of the bundle, under a name that changes with its content: it can be kept for ever.
    loader: Object.fromEntries(Object.keys(contentTypes).map((extension) => [extension, 'file'])),
    assetNames: '[name]-[hash]',
    publicPath: 'assets',
    // Names of functions are minified too: keeping them costs 6 % of every bundle, and stack traces have the map.
    minify: true,
    legalComments: 'none',
    // Beside the code and without the sources: the runtime reads it at every cold start, only to map positions.
    sourcemap: 'external',
    sourcesContent: false,
  }).catch((error: BuildFailure) => {
    throw error.errors ? new DeployError(error.errors.map(inOneLine).join('\n')) : error;
  })) as Built;
  for (const warning of result.warnings) {
    if (!warning.location?.file.includes('node_modules'))
      report({ kind: 'warning', text: inOneLine(warning) });
  }
  const beside = filesBeside(result, root);
  return functions.map((one, index) => ({ ...one, ...finish(result, root, `bundle-${index}.js`), beside }));
}

async function loadPlugin(module: string, root: string): Promise<Plugin> {
  const path = resolveModule(module, root);
  const { plugin } = await import(pathToFileURL(path).href);
  if (typeof plugin?.setup === 'function') return plugin;
  throw new DeployError(`Expected an export "plugin" of esbuild in ${module} (looked at ${path})`);
}

function resolveModule(module: string, root: string): string {
  try {
    return createRequire(join(root, 'package.json')).resolve(module);
  } catch {
    throw new DeployError(`The plugin ${module} is not installed in ${root}`);
  }
}

// The AWS SDK imports its own manifests and reads their version alone; the rest is 6 KB of a DynamoDB function.
const onlyVersions: Plugin = {
  name: 'only-versions',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

// For an ES module Node reads every export of the built-in modules that it imports. Among those of `node:http` is
// `WebSocket`, which loads a second HTTP client: a tenth of the processor time in which a DynamoDB function starts.
const requiredBuiltins: Plugin = {
  name: 'required-builtins',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind !== 'require-call' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
    }));
  },
};

// Views of Pug become functions, so that neither the compiler nor the files are in the bundle. The sample's own
// version of Pug compiles them.
const pugViews: Plugin = {
  name: 'pug-views',
  setup({ onLoad }) {
    onLoad({ filter: /\.pug$/ }, async ({ path }) => {
      const { compileClientWithDependenciesTracked: compile } = createRequire(path)('pug');
      const options = { filename: path, compileDebug: false };
      const { body, dependencies } = compile(await readFile(path, 'utf8'), options);
      return { contents: `${body}\nexport default template;`, watchFiles: [path, ...dependencies] };
    });
  },
};

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

type Built = BuildResult<{ write: false; metafile: true }>;

function finish(result: Built, root: string, name: string): Bundle {
  const code = textOf(result, join(root, name));
  const sourceMap = textOf(result, join(root, `${name}.map`));
  const imports = result.metafile.outputs[name]?.imports ?? [];
  const assets = imports
    .filter(({ kind }) => kind === 'file-loader')
    .map(({ path }): Asset => {
      const bytes = outputOf(result, join(root, path)).contents;
      return {
        name: `assets/${path}`,
        bytes,
        contentType: contentTypes[extname(path)] ?? 'application/octet-stream',
      };
    });
  if (!imports.some(({ kind }) => kind === 'require-call'))
    return { code: Buffer.from(code), sourceMap: Buffer.from(sourceMap), assets };
  // CommonJS packages call `require` for Node's own modules, and an ES module has none. The line this adds is
  // one more `;` in the map.
  return {
    code: Buffer.from(`${REQUIRE}\n${code}`),
    sourceMap: Buffer.from(sourceMap.replace('"mappings": "', '"mappings": ";')),
    assets,
  };
}

const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

function filesBeside({ outputFiles }: Built, root: string): ReadonlyMap<string, Uint8Array> {
  const files = outputFiles.map(({ path, contents }): [string, Uint8Array] => [
    relative(root, path),
    contents,
  ]);
  return new Map(
    files.filter(([name]) => !/^bundle-\d+\.js(\.map)?$/.test(name) && !contentTypes[extname(name)]),
  );
}

function textOf(result: Built, path: string): string {
  return outputOf(result, path).text;
}

function outputOf({ outputFiles }: Built, path: string): OutputFile {
  const file = outputFiles.find((output) => output.path === path);
  if (!file) throw new Error(`esbuild made no ${relative(path, '.')}`);
  return file;
}

function inOneLine({ location, text }: Message): string {
  return location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text;
}

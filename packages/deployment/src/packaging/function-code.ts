import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DeployError } from '../deploy-error.ts';
import { findLayerContent, packagesOfLayers } from './layer-content.ts';
import { isRecord, type Properties, type Template } from './template-file.ts';

/** The code of one function of a template: an entry to bundle, or a file or directory to send as it is. */
export type FunctionCode = { logicalId: string } & (
  | ({
      kind: 'entry';
      entry: string;
      fileName: string;
      architecture: string;
      /** Packages that its layers bring. */
      fromLayers: readonly string[];
    } & BuildProperties)
  | { kind: 'archive' | 'directory'; path: string }
);

/** How the bundle of a function differs from the others. */
export interface BuildProperties {
  /** Packages that are installed beside the bundle. */
  external: readonly string[];
  /** Files that take the place of packages. */
  alias: Readonly<Record<string, string>>;
  /** Modules of installed packages whose export `plugin` is a plugin of esbuild. */
  plugins: readonly string[];
}

export interface FunctionCodeOptions {
  templatePath: string;
  template: Template;
  parameter: (name: string) => unknown;
}

/** Finds the code of every `AWS::Serverless::Function` whose `CodeUri` is a path beside the template. */
export async function findFunctionCode(options: FunctionCodeOptions): Promise<FunctionCode[]> {
  const { template } = options;
  const layers = await findLayerContent(options);
  const functions = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::Serverless::Function',
  );
  const found = await Promise.all(
    functions.map(async ([logicalId, { Properties, Metadata }]) => {
      const properties = { ...template.Globals?.Function, ...Properties };
      if (properties.InlineCode) return undefined;
      const references = [template.Globals?.Function?.Layers ?? [], Properties?.Layers ?? []].flat();
      const fromLayers = await packagesOfLayers(references, layers);
      return findOne(logicalId, properties, { fromLayers, metadata: Metadata ?? {} }, options);
    }),
  );
  return found.filter((code) => code !== undefined);
}

async function findOne(
  logicalId: string,
  { CodeUri: codeUri, Handler: handler, Runtime: runtime, Architectures: architectures }: Properties,
  { fromLayers, metadata }: { fromLayers: readonly string[]; metadata: Properties },
  { templatePath, parameter }: FunctionCodeOptions,
): Promise<FunctionCode | undefined> {
  if (typeof codeUri !== 'string' || codeUri.startsWith('s3://')) return undefined;
  const path = resolve(dirname(templatePath), codeUri);
  const kind = await kindOf(path);
  if (!kind) throw new DeployError(`${logicalId}: its CodeUri ${codeUri} is not there (looked at ${path})`);
  if (kind === 'file') {
    if (/\.(zip|jar)$/.test(path)) return { logicalId, kind: 'archive', path };
    throw new DeployError(
      `${logicalId}: expected a directory, .zip or .jar for CodeUri, received ${codeUri}`,
    );
  }
  const module = typeof handler === 'string' ? handler.replace(/\.[^./]*$/, '') : undefined;
  const entry = module && (await findEntry(resolve(path, module)));
  if (module && entry) {
    const architecture = architectureOf(architectures, parameter);
    const build = buildProperties(logicalId, metadata, dirname(templatePath));
    return { logicalId, kind: 'entry', entry, fileName: `${module}.mjs`, architecture, fromLayers, ...build };
  }
  if (typeof runtime === 'string' && !runtime.startsWith('nodejs'))
    return { logicalId, kind: 'directory', path };
  throw new DeployError(
    `${logicalId}: its Handler ${JSON.stringify(handler)} needs one of ${module ?? 'file'}${EXTENSIONS.join(', ')} in ${path}`,
  );
}

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];

async function findEntry(module: string): Promise<string | undefined> {
  for (const extension of EXTENSIONS) {
    if ((await kindOf(module + extension)) === 'file') return module + extension;
  }
  return undefined;
}

async function kindOf(path: string): Promise<'file' | 'directory' | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  return found.isDirectory() ? 'directory' : 'file';
}

// SAM's own key for what esbuild does differently:
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html
function buildProperties(
  logicalId: string,
  { BuildProperties: build = {} }: Properties,
  folder: string,
): BuildProperties {
  const given = isRecord(build) ? build : { BuildProperties: build };
  const { External: external = [], Alias: alias = {}, Plugins: plugins = [], ...others } = given;
  const [other] = Object.keys(others);
  if (other)
    throw new DeployError(
      `${logicalId}: expected External, Alias or Plugins in Metadata.BuildProperties, received ${other}`,
    );
  if (!isStringList(external))
    throw new DeployError(
      `${logicalId}: expected a list of package names for External, received ${JSON.stringify(external)}`,
    );
  if (!isStringList(plugins))
    throw new DeployError(
      `${logicalId}: expected a list of modules for Plugins, received ${JSON.stringify(plugins)}`,
    );
  if (!isRecord(alias) || !Object.values(alias).every((file) => typeof file === 'string'))
    throw new DeployError(
      `${logicalId}: expected files by package name for Alias, received ${JSON.stringify(alias)}`,
    );
  const files = Object.entries(alias).map(([name, file]) => [name, resolve(folder, String(file))]);
  return { external, alias: Object.fromEntries(files), plugins };
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function architectureOf(architectures: unknown, parameter: (name: string) => unknown): string {
  const first: unknown = Array.isArray(architectures) ? architectures[0] : undefined;
  const value = isRecord(first) && typeof first.Ref === 'string' ? parameter(first.Ref) : first;
  return typeof value === 'string' ? value : 'x86_64';
}

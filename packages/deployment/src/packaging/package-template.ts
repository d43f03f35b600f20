import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { DeployError } from '../deploy-error.ts';
import type { Report } from '../progress.ts';
import { archiveFunctions, archiveLayers } from './archive-functions.ts';
import type { Asset } from './bundle-functions.ts';
import { findFunctionCode } from './function-code.ts';
import { findLayerContent } from './layer-content.ts';
import { isRecord, type Template } from './template-file.ts';

export interface Artifact {
  bytes: Uint8Array;
  extension: string;
  /** The name of a file that browsers load; artifacts without one are named by their content. */
  name?: string;
  contentType?: string;
}

/** Puts an artifact where the target can read it; returns its URI for the template. */
export type StoreArtifact = (artifact: Artifact) => Promise<string>;

export interface PackageOptions {
  root: string;
  templatePath: string;
  template: Template;
  parameter: (name: string) => unknown;
  store: StoreArtifact;
  report: Report;
  signal?: AbortSignal | undefined;
  /** Whether the packages of functions are compressed; `true` by default. */
  isCompressed?: boolean | undefined;
}

/** A copy of the template in which every local `CodeUri`, `ContentUri`, `DefinitionUri` and `AWS::Include` is a stored artifact. */
export async function packageTemplate(options: PackageOptions): Promise<Template> {
  const template = structuredClone(options.template);
  const code = await findFunctionCode(options);
  const layers = await findLayerContent(options);
  const archives = await archiveFunctions(code, options);
  await Promise.all([
    ...archives.flatMap(({ assets }) => assets.map((asset) => options.store(assetArtifact(asset)))),
    ...archives.map((one) => storeZip(template, 'CodeUri', one, options)),
    ...(await archiveLayers(layers, options)).map((one) => storeZip(template, 'ContentUri', one, options)),
    storeDocuments(template, options),
  ]);
  return template;
}

async function storeZip(
  template: Template,
  property: 'CodeUri' | 'ContentUri',
  { logicalId, bytes }: { logicalId: string; bytes: Uint8Array },
  { store }: PackageOptions,
): Promise<void> {
  const resource = template.Resources[logicalId];
  if (!resource) return;
  const uri = await store({ bytes, extension: '.zip' });
  resource.Properties = { ...resource.Properties, [property]: uri };
}

export function assetArtifact({ name, bytes, contentType }: Asset): Artifact {
  return { name, bytes, contentType, extension: extname(name) };
}

async function storeDocuments(template: Template, options: PackageOptions): Promise<void> {
  const apis = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::Serverless::Api');
  await Promise.all([
    ...apis.map(([logicalId, { Properties }]) =>
      storeDocument(Properties, 'DefinitionUri', logicalId, options),
    ),
    ...includesIn(template).map((parameters) =>
      storeDocument(parameters, 'Location', 'AWS::Include', options),
    ),
  ]);
}

async function storeDocument(
  holder: Record<string, unknown> = {},
  key: string,
  owner: string,
  { templatePath, store }: PackageOptions,
): Promise<void> {
  const location = holder[key];
  if (typeof location !== 'string' || location.startsWith('s3://')) return;
  const path = resolve(dirname(templatePath), location);
  const bytes = await readFile(path).catch(() => {
    throw new DeployError(`${owner}: its ${key} ${location} cannot be read (looked at ${path})`);
  });
  holder[key] = await store({ bytes, extension: extname(path) });
}

function includesIn(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(includesIn);
  if (!isRecord(node)) return [];
  const transform = node['Fn::Transform'];
  if (isRecord(transform) && transform.Name === 'AWS::Include' && isRecord(transform.Parameters)) {
    return [transform.Parameters];
  }
  return Object.values(node).flatMap(includesIn);
}

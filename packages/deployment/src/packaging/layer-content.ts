import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DeployError } from '../deploy-error.ts';
import { isRecord, type Template } from './template-file.ts';

/** The content of a layer of a template, sent as it is. */
export interface LayerContent {
  logicalId: string;
  kind: 'archive' | 'directory';
  path: string;
}

interface LayerOptions {
  templatePath: string;
  template: Template;
}

/** Finds the content of every `AWS::Serverless::LayerVersion` whose `ContentUri` is a path beside the template. */
export async function findLayerContent({ templatePath, template }: LayerOptions): Promise<LayerContent[]> {
  const layers = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::Serverless::LayerVersion',
  );
  const found = layers.map(async ([logicalId, { Properties, Metadata }]): Promise<LayerContent[]> => {
    const uri = Properties?.ContentUri;
    if (typeof uri !== 'string' || uri.startsWith('s3://')) return [];
    if (Metadata?.BuildMethod !== undefined) {
      throw new DeployError(
        `${logicalId}: its BuildMethod is for "sam build", which this command does not run; leave it out, and let ContentUri be a directory with nodejs/node_modules`,
      );
    }
    const path = resolve(dirname(templatePath), uri);
    const file = await stat(path).catch(() => {
      throw new DeployError(`${logicalId}: its ContentUri ${uri} is not there (looked at ${path})`);
    });
    if (file.isDirectory()) return [{ logicalId, kind: 'directory', path }];
    if (path.endsWith('.zip')) return [{ logicalId, kind: 'archive', path }];
    throw new DeployError(`${logicalId}: expected a directory or a .zip for ContentUri, received ${uri}`);
  });
  return (await Promise.all(found)).flat();
}

/** The packages of Node that a function finds in these layers of its template, by name. */
export async function packagesOfLayers(
  references: unknown,
  content: readonly LayerContent[],
): Promise<string[]> {
  const ids = [references].flat().map(namedId);
  const folders = content
    .filter(({ logicalId, kind }) => kind === 'directory' && ids.includes(logicalId))
    .flatMap(({ path }) => [join(path, 'nodejs/node_modules'), join(path, 'nodejs/node24/node_modules')]);
  const names = await Promise.all(folders.map(packagesIn));
  return [...new Set(names.flat())].sort();
}

async function packagesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));
  const packages = names.map(async (name) => {
    if (!name.startsWith('@')) return [name];
    return (await readdir(join(folder, name))).map((scoped) => `${name}/${scoped}`);
  });
  return (await Promise.all(packages)).flat();
}

function namedId(reference: unknown): unknown {
  if (!isRecord(reference)) return undefined;
  const { Ref, 'Fn::GetAtt': attribute } = reference;
  return Array.isArray(attribute) ? attribute[0] : Ref;
}

import { readFile } from 'node:fs/promises';
import { basename, join, posix, sep } from 'node:path';
import { DeployError } from '../deploy-error.ts';
import type { Report } from '../progress.ts';
import { type Asset, type Bundle, type BundleOptions, bundleFunctions } from './bundle-functions.ts';
import { installExternalModules } from './external-modules.ts';
import type { FunctionCode } from './function-code.ts';
import type { LayerContent } from './layer-content.ts';
import { directoryEntries, type ZipEntry, zip } from './zip.ts';

export interface FunctionArchive {
  logicalId: string;
  bytes: Uint8Array;
  /** What the function's pages load from the bucket. */
  assets: readonly Asset[];
}

export interface ArchiveOptions {
  root: string;
  report: Report;
  signal?: AbortSignal | undefined;
  build?: BundleOptions['build'];
  /** Compressed unless `false`: compressing takes longer than sending to a cloud on this machine. */
  isCompressed?: boolean | undefined;
}

type EntryCode = Extract<FunctionCode, { kind: 'entry' }>;

/** The zip of every function, as Lambda takes it. */
export async function archiveFunctions(
  code: FunctionCode[],
  options: ArchiveOptions,
): Promise<FunctionArchive[]> {
  const entries = code.filter((one) => one.kind === 'entry');
  const groups = Map.groupBy(entries, ({ external, fromLayers, alias, plugins }) =>
    JSON.stringify([external, fromLayers, alias, plugins]),
  );
  const bundled = Array.from(groups.values(), (group) => archiveBundles(group, options));
  const asTheyAre = code.map(async (one): Promise<FunctionArchive[]> => {
    if (one.kind === 'entry') return [];
    const { logicalId, kind, path } = one;
    if (kind === 'archive') return [{ logicalId, bytes: await readFile(path), assets: [] }];
    return [{ logicalId, bytes: archive(logicalId, await directoryEntries(path), options), assets: [] }];
  });
  return (await Promise.all([...bundled, ...asTheyAre])).flat();
}

async function archiveBundles(group: EntryCode[], options: ArchiveOptions): Promise<FunctionArchive[]> {
  const { external = [], fromLayers = [], alias = {}, plugins = [] } = group[0] ?? {};
  const bundles = await bundleFunctions(group, {
    ...options,
    external,
    fromLayers,
    alias,
    plugins,
  });
  return Promise.all(
    bundles.map(async (bundle) => {
      const { logicalId, architecture, assets } = bundle;
      const modules =
        external.length > 0 ? await externalEntries({ ...options, names: external, architecture }) : [];
      return {
        logicalId,
        bytes: archive(logicalId, [...bundleEntries(bundle), ...modules], options),
        assets,
      };
    }),
  );
}

async function externalEntries(
  modules: Parameters<typeof installExternalModules>[0],
): Promise<[string, ZipEntry][]> {
  const directory = await installExternalModules(modules);
  return directoryEntries(join(directory, 'node_modules'), directory);
}

/** The zip of every layer. */
export function archiveLayers(
  layers: readonly LayerContent[],
  options: Pick<ArchiveOptions, 'isCompressed'>,
): Promise<{ logicalId: string; bytes: Uint8Array }[]> {
  return Promise.all(
    layers.map(async ({ logicalId, kind, path }) => {
      const isZip = kind === 'archive';
      return {
        logicalId,
        bytes: isZip ? await readFile(path) : archive(logicalId, await directoryEntries(path), options),
      };
    }),
  );
}

function bundleEntries({ fileName, code, sourceMap, beside }: EntryCode & Bundle): [string, ZipEntry][] {
  const others = Array.from(beside ?? [], ([name, bytes]): [string, ZipEntry] => [
    posix.join(posix.dirname(fileName), name.replaceAll(sep, '/')),
    { bytes },
  ]);
  const link = `//# sourceMappingURL=${basename(fileName)}.map\n`;
  return [
    [fileName, { bytes: Buffer.concat([code, Buffer.from(link)]) }],
    [`${fileName}.map`, { bytes: sourceMap }],
    ...others,
  ];
}

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const LARGEST_UNZIPPED = 250 * 1024 * 1024;

function archive(
  logicalId: string,
  entries: [string, ZipEntry][],
  { isCompressed }: Pick<ArchiveOptions, 'isCompressed'>,
): Uint8Array {
  const size = entries.reduce((sum, [, { bytes }]) => sum + bytes.length, 0);
  if (size > LARGEST_UNZIPPED) {
    throw new DeployError(
      `${logicalId}: expected a package of at most ${LARGEST_UNZIPPED} bytes, received ${size}`,
    );
  }
  return zip(new Map(entries), { isCompressed });
}

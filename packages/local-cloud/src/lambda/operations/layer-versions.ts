import type {
  DeleteLayerVersionCommandInput,
  GetLayerVersionByArnCommandInput,
  GetLayerVersionCommandInput,
  GetLayerVersionCommandOutput,
  LayersListItem,
  LayerVersionsListItem,
  ListLayersCommandInput,
  ListLayersCommandOutput,
  ListLayerVersionsCommandInput,
  ListLayerVersionsCommandOutput,
  PublishLayerVersionCommandInput,
} from '@aws-sdk/client-lambda';
import type { CallContext } from '../../aws/service.ts';
import { invalidValue, notFound } from '../errors.ts';
import { type LayerVersion, layerArn, layerName, layerVersionNumber } from '../layer-record.ts';
import { pageByMarker } from '../page-by-marker.ts';
import { removeCode } from '../remove-version.ts';
import { requireLayerAccess } from '../require-layer-access.ts';
import { layerVersionArnPattern, refuseExtensions } from '../settings/function-layers.ts';
import { readPackage } from '../settings/read-package.ts';
import type { LambdaState } from '../state.ts';
import { lastModified } from './create-function.ts';
import { checkCompatibilities, checkFilter, type LayerFilter } from './layer-compatibilities.ts';

type LayerVersionOutput = Omit<GetLayerVersionCommandOutput, '$metadata'>;

export async function publishLayerVersion(
  state: LambdaState,
  input: PublishLayerVersionCommandInput,
): Promise<LayerVersionOutput> {
  const name = layerName(state.account, input.LayerName);
  checkCompatibilities(input);
  const { Description = '', LicenseInfo, CompatibleRuntimes, CompatibleArchitectures } = input;
  checkLength('description', Description, 256);
  checkLength('licenseInfo', LicenseInfo ?? '', 512);
  const arn = layerArn(state.account, name);
  const code = await readPackage(state, input.Content);
  await refuseExtensions(code).catch((refusal) => {
    removeCode(state, code, arn);
    throw refusal;
  });
  const layer = state.layers.get(name) ?? { name, arn, versions: new Map(), lastVersionNumber: 0 };
  state.layers.set(name, layer);
  layer.lastVersionNumber += 1;
  const Version = layer.lastVersionNumber;
  const published: LayerVersion = {
    code,
    policy: undefined,
    description: {
      LayerVersionArn: `${arn}:${Version}`,
      Version,
      Description,
      CreatedDate: lastModified(),
      ...(CompatibleRuntimes && { CompatibleRuntimes }),
      ...(CompatibleArchitectures && { CompatibleArchitectures }),
      ...(LicenseInfo && { LicenseInfo }),
    },
  };
  layer.versions.set(Version, published);
  return outputOf(state, published);
}

export function getLayerVersion(
  state: LambdaState,
  input: GetLayerVersionCommandInput,
  context?: CallContext,
): LayerVersionOutput {
  const [name, number] = [layerName(state.account, input.LayerName), layerVersionNumber(input.VersionNumber)];
  const version = state.layers.get(name)?.versions.get(number);
  requireLayerAccess(context?.caller, layerArn(state.account, name, number), version);
  if (version) return outputOf(state, version);
  throw notFound('The resource you requested does not exist.');
}

export function getLayerVersionByArn(
  state: LambdaState,
  { Arn }: GetLayerVersionByArnCommandInput,
  context?: CallContext,
): LayerVersionOutput {
  if (!new RegExp(`^(?:${layerVersionArnPattern})$`).test(Arn ?? '')) {
    const constraint = `Member must satisfy regular expression pattern: ${layerVersionArnPattern}`;
    throw invalidValue(Arn, 'arn', constraint);
  }
  const [layer = '', version] = [Arn?.slice(0, Arn.lastIndexOf(':')), Arn?.split(':').at(-1)];
  return getLayerVersion(state, { LayerName: layer, VersionNumber: Number(version) }, context);
}

/** The newest version of each layer that is for the runtime and the architecture. */
export function listLayers(
  state: LambdaState,
  input: ListLayersCommandInput,
): Omit<ListLayersCommandOutput, '$metadata'> {
  const fits = checkFilter(input);
  const layers = [...state.layers.values()].flatMap(({ name, arn, versions }): LayersListItem[] => {
    const newest = newestFirst(versions).find(fits);
    return newest ? [{ LayerName: name, LayerArn: arn, LatestMatchingVersion: newest }] : [];
  });
  const { items, NextMarker } = pageByMarker(layers, input);
  return { Layers: items, NextMarker };
}

export function listLayerVersions(
  state: LambdaState,
  input: ListLayerVersionsCommandInput,
): Omit<ListLayerVersionsCommandOutput, '$metadata'> {
  const fits: LayerFilter = checkFilter(input);
  const versions = state.layers.get(layerName(state.account, input.LayerName))?.versions ?? new Map();
  const { items, NextMarker } = pageByMarker(newestFirst(versions).filter(fits), input);
  return { LayerVersions: items, NextMarker };
}

/** Functions that have it keep it. A version that is not there counts as deleted. */
export function deleteLayerVersion(state: LambdaState, input: DeleteLayerVersionCommandInput): undefined {
  const number = layerVersionNumber(input.VersionNumber);
  const layer = state.layers.get(layerName(state.account, input.LayerName));
  const version = layer?.versions.get(number);
  if (!version) return;
  layer?.versions.delete(number);
  removeCode(state, version.code, version.description.LayerVersionArn);
}

function outputOf(state: LambdaState, { description, code }: LayerVersion): LayerVersionOutput {
  return {
    ...description,
    LayerArn: description.LayerVersionArn.replace(/:\d+$/, ''),
    Content: {
      Location: state.codeLocations.urlOf(code),
      CodeSha256: code.sha256,
      CodeSize: code.size,
    },
  };
}

function newestFirst(versions: ReadonlyMap<number, LayerVersion>): LayerVersionsListItem[] {
  return [...versions.values()].map(({ description }) => description).reverse();
}

function checkLength(name: string, text: string, most: number): void {
  if (text.length > most)
    throw invalidValue(text, name, `Member must have length less than or equal to ${most}`);
}

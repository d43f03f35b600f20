import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layer } from '@aws-sdk/client-lambda';
import type { Account } from '../../account.ts';
import type { Caller } from '../../aws/service.ts';
import { invalidParameter, invalidValue } from '../errors.ts';
import type { LayerVersion } from '../layer-record.ts';
import { maxUnpackedBytes } from '../limits.ts';
import type { PackageCode } from '../package-store.ts';
import { requireLayerAccess } from '../require-layer-access.ts';
import type { LambdaState } from '../state.ts';

/** The layers of a version: as its configuration shows them, and what is in them, in one folder. */
export interface FunctionLayers {
  readonly shown: Layer[];
  readonly code: PackageCode | undefined;
}

const mostLayers = 5;

export const layerVersionArnPattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)';

/** The layers that a call names, checked and merged in their order. */
export async function functionLayers(
  state: LambdaState,
  given: readonly string[],
  caller: Caller | undefined,
): Promise<FunctionLayers> {
  checkArns(state, given);
  const versions = given.map((arn) => layerVersion(state, arn, caller));
  const code = await state.packages.merge(versions.map((version) => version.code));
  return {
    shown: versions.map(({ description, code }) => ({
      Arn: description.LayerVersionArn,
      CodeSize: code.size,
    })),
    code,
  };
}

/** A function's code and layers. Reads again what the end of another function has removed meanwhile. */
export async function codeWithLayers(
  state: LambdaState,
  readCode: () => Promise<PackageCode>,
  given: readonly string[],
  caller: Caller | undefined,
): Promise<{ readonly code: PackageCode; readonly layers: FunctionLayers }> {
  for (;;) {
    const [layers, code] = await Promise.all([functionLayers(state, given, caller), readCode()]);
    checkWholeSize(code, layers.code);
    if (state.packages.has(code) && (!layers.code || state.packages.has(layers.code)))
      return { code, layers };
  }
}

/** AWS counts a file that several layers have as often as it is there. */
export function checkWholeSize(code: PackageCode, layers: PackageCode | undefined): void {
  const size = code.unpackedSize + (layers?.unpackedSize ?? 0);
  if (size <= maxUnpackedBytes) return;
  throw invalidParameter(
    `Function code combined with layers exceeds the maximum allowed size of ${maxUnpackedBytes} bytes. The actual size is ${size} bytes.`,
  );
}

/** On AWS extensions run beside the function; a layer that has them is refused here by their names. */
export async function refuseExtensions({ folder }: PackageCode): Promise<void> {
  const names = await readdir(join(folder, 'extensions')).catch(() => []);
  if (names.length === 0) return;
  throw invalidParameter(
    `The extensions of the layer (${names.join(', ')}) are not offered by this embedded cloud.`,
  );
}

function checkArns({ account }: LambdaState, given: readonly string[]): void {
  if (!given.every((arn) => new RegExp(`^(?:${layerVersionArnPattern})$`).test(arn))) {
    const constraint = `Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${layerVersionArnPattern}, Member must not be null]`;
    throw invalidValue(`[${given.join(', ')}]`, 'layers', constraint);
  }
  if (given.length > mostLayers) throw invalidParameter(`Cannot reference more than ${mostLayers} layers.`);
  for (const arn of given) {
    const [, , , region] = arn.split(':');
    const refusal = foreignLayer(account, arn);
    if (refusal !== undefined) throw invalidParameter(`${refusal}.`);
    if (region !== account.region) {
      throw invalidParameter(
        `Layers are not in the same region as the function. Layers are expected to be in region ${account.region}.`,
      );
    }
  }
  refuseTwoOfOneLayer(given);
}

/** Why a layer of another account is refused; `undefined` for one of this account. */
export function foreignLayer({ id }: Account, arn: string): string | undefined {
  if (arn.split(':')[4] === id) return undefined;
  return `${arn}: layers of other accounts, such as AWS's Powertools, are not offered by this embedded cloud`;
}

function refuseTwoOfOneLayer(given: readonly string[]): void {
  for (const [index, arn] of given.entries()) {
    const other = given.slice(index + 1).find((each) => nameOf(each) === nameOf(arn));
    if (other === undefined) continue;
    throw invalidParameter(
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${arn} and ${other} are versions of the same layer.`,
    );
  }
}

function layerVersion(state: LambdaState, arn: string, caller: Caller | undefined): LayerVersion {
  const version = state.layers.get(nameOf(arn) ?? '')?.versions.get(Number(arn.split(':')[7]));
  requireLayerAccess(caller, arn, version);
  if (version) return version;
  throw invalidParameter(`Layer version ${arn} does not exist.`);
}

function nameOf(arn: string): string | undefined {
  return arn.split(':')[6];
}

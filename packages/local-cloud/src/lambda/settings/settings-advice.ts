import type { Account } from '../../account.ts';
import { checkRuntime, deprecationOf } from '../runtimes.ts';
import { foreignLayer } from './function-layers.ts';

/** What the owner of a function should know before it is made. */
export interface SettingsAdvice {
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

/** Of settings as a template has them: a value may be an intrinsic function that is not resolved yet. */
export function settingsAdvice(
  account: Account,
  settings: Readonly<Record<string, unknown>>,
): SettingsAdvice {
  const deprecation = deprecationOf(settings.Runtime);
  return {
    refusals: [
      ...notOfferedValues(settings),
      ...refusedRuntime(settings),
      ...foreignLayers(account, settings),
    ],
    warnings: deprecation ? [deprecation] : [],
  };
}

function refusedRuntime({ Runtime }: Readonly<Record<string, unknown>>): string[] {
  if (typeof Runtime !== 'string') return [];
  try {
    checkRuntime(Runtime);
    return [];
  } catch (error) {
    return [(error as Error).message.replace(/\.$/, '')];
  }
}

function foreignLayers(account: Account, { Layers }: Readonly<Record<string, unknown>>): string[] {
  const arns: unknown[] = Array.isArray(Layers) ? Layers : [];
  return arns.flatMap((arn) =>
    typeof arn === 'string' && arn.startsWith('arn:') && !arn.includes('${')
      ? (foreignLayer(account, arn) ?? [])
      : [],
  );
}

/** Settings that this cloud does not offer and that would change a function's behaviour, each with a sentence. */
export function notOfferedSettings(settings: object): string[] {
  const given: Readonly<Record<string, unknown>> = { ...settings };
  return [...notOfferedValues(given), ...unbuilt.filter((name) => isSet(given[name])).map(sentence)];
}

const unbuilt = [
  'CapacityProviderConfig',
  'CodeSigningConfigArn',
  'DurableConfig',
  'FileSystemConfigs',
  'ImageConfig',
  'PublishTo',
  'TenancyConfig',
];

function notOfferedValues({ PackageType }: Readonly<Record<string, unknown>>): string[] {
  return isSet(PackageType) && PackageType !== 'Zip' ? [sentence(`PackageType ${PackageType}`)] : [];
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

function sentence(name: string): string {
  return `${name} is not offered by this embedded cloud`;
}

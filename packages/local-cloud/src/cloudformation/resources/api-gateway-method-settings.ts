import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { ServiceError } from '../../aws/service-error.ts';

/** One entry of a stage's `MethodSettings`. */
export type MethodSetting = Readonly<Record<string, unknown>>;

const patchedBy: Readonly<Record<string, string>> = {
  CachingEnabled: 'caching/enabled',
  CacheTtlInSeconds: 'caching/ttlInSeconds',
  CacheDataEncrypted: 'caching/dataEncrypted',
  LoggingLevel: 'logging/loglevel',
  DataTraceEnabled: 'logging/dataTrace',
  MetricsEnabled: 'metrics/enabled',
  ThrottlingRateLimit: 'throttling/rateLimit',
  ThrottlingBurstLimit: 'throttling/burstLimit',
};

/** What a setting has besides its resource and method. */
export const methodSettingNames: readonly string[] = Object.keys(patchedBy);

/** The patches that change the method settings of a stage's former template to those of its new one. */
export function methodSettingPatches(
  settings: readonly MethodSetting[] = [],
  former: readonly MethodSetting[] = [],
): PatchOperation[] {
  const removals = new Set(former.filter((setting) => patchesOf(setting).length > 0).map(pathOf));
  return [
    ...[...removals].map((path): PatchOperation => ({ op: 'remove', path })),
    ...settings.flatMap(patchesOf),
  ];
}

function patchesOf(setting: MethodSetting): PatchOperation[] {
  const path = pathOf(setting);
  return Object.entries(setting).flatMap(([name, value]) => patchOf(path, name, value));
}

/** Templates write a resource's path as `/pets/{id}` or, as AWS documents it, `/~1pets~1{id}`. */
function pathOf({ ResourcePath = '/*', HttpMethod = '*' }: MethodSetting): string {
  const written = String(ResourcePath);
  const resource = written.includes('~1') ? written.replace(/^\//, '').replaceAll('~1', '/') : written;
  return `/${resource.replaceAll('/', '~1')}/${HttpMethod}`;
}

function patchOf(path: string, name: string, value: unknown): PatchOperation[] {
  if (name === 'ResourcePath' || name === 'HttpMethod') return [];
  const setting = Object.hasOwn(patchedBy, name) ? patchedBy[name] : undefined;
  if (setting !== undefined) return [{ op: 'replace', path: `${path}/${setting}`, value: String(value) }];
  throw new ServiceError(
    'BadRequestException',
    `${name} of a stage's MethodSettings is not offered by this embedded cloud.`,
  );
}

import type { MethodSetting } from '@aws-sdk/client-api-gateway';

/** What a stage sets for one method, complete. */
export interface MethodSettings {
  readonly loggingLevel: 'OFF' | 'ERROR' | 'INFO';
  readonly dataTraceEnabled: boolean;
  /** No effect here: there is nowhere to look at metrics. */
  readonly metricsEnabled: boolean;
  /** Requests a second; -1 for none. */
  readonly throttlingRateLimit: number;
  /** Requests at once; -1 for none. */
  readonly throttlingBurstLimit: number;
}

/** The settings of a method, named by its resource's template and the client's HTTP method. */
export type SettingsOf = (resourcePath: string, httpMethod: string) => MethodSettings;

/** What was said of a method, or with the key of `everyMethod` of all. */
export type MethodOverrides = Readonly<Record<string, Partial<MethodSettings>>>;

export const everyMethod = '*/*';

const defaults: MethodSettings = {
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  metricsEnabled: false,
  throttlingRateLimit: 10_000,
  throttlingBurstLimit: 5000,
};

/** `~1pets/GET`, as AWS names the method of a resource in a stage's settings. */
export function settingsKey(resourcePath: string, httpMethod: string): string {
  return `${resourcePath.replaceAll('~', '~0').replaceAll('/', '~1')}/${httpMethod}`;
}

/** Every setting is the method's own where it was given, else the stage's, else AWS's default. */
export function compileMethodSettings(overrides: MethodOverrides): SettingsOf {
  const common = { ...defaults, ...overrides[everyMethod] };
  const own = new Map(Object.entries(overrides).map(([key, given]) => [key, { ...common, ...given }]));
  own.delete(everyMethod);
  if (own.size === 0) return () => common;
  return (resourcePath, httpMethod) =>
    own.get(settingsKey(resourcePath, httpMethod)) ?? own.get(settingsKey(resourcePath, 'ANY')) ?? common;
}

/** As AWS describes them: each entry complete, with the cache that no stage has here. */
export function describeMethodSettings(overrides: MethodOverrides): Record<string, MethodSetting> {
  const common = { ...defaults, ...overrides[everyMethod] };
  return Object.fromEntries(
    Object.entries(overrides).map(([key, given]) => [key, { ...noCache, ...common, ...given }]),
  );
}

const noCache: MethodSetting = {
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

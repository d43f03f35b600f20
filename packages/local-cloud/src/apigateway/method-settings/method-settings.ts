import type { MethodSetting, UnauthorizedCacheControlHeaderStrategy } from '@aws-sdk/client-api-gateway';

/** The settings of a stage for one method, with defaults filled in. */
export interface MethodSettings {
  readonly loggingLevel: 'OFF' | 'ERROR' | 'INFO';
  readonly dataTraceEnabled: boolean;
  /** No effect here: there is nowhere to look at metrics. */
  readonly metricsEnabled: boolean;
  /** Requests a second; -1 for none. */
  readonly throttlingRateLimit: number;
  /** Requests at once; -1 for none. */
  readonly throttlingBurstLimit: number;
  readonly cachingEnabled: boolean;
  /** 0 caches nothing. */
  readonly cacheTtlInSeconds: number;
  /** No effect here: the cache is in memory. */
  readonly cacheDataEncrypted: boolean;
  readonly requireAuthorizationForCacheControl: boolean;
  readonly unauthorizedCacheControlHeaderStrategy: UnauthorizedCacheControlHeaderStrategy;
}

/** The settings of a method, named by its resource's template and the client's HTTP method. */
export type SettingsOf = (resourcePath: string, httpMethod: string) => MethodSettings;

/** The settings of a method, or of all methods under the key `everyMethod`. */
export type MethodOverrides = Readonly<Record<string, Partial<MethodSettings>>>;

export const everyMethod = '*/*';

const defaults: MethodSettings = {
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  metricsEnabled: false,
  throttlingRateLimit: 10_000,
  throttlingBurstLimit: 5000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/** `~1pets/GET`, as AWS names the method of a resource in a stage's settings. */
export function settingsKey(resourcePath: string, httpMethod: string): string {
  return `${resourcePath.replaceAll('~', '~0').replaceAll('/', '~1')}/${httpMethod}`;
}

/**
 * The method's own setting counts, else the stage's, else AWS's default. A stage with a cache caches
 * GET; other methods are cached where their own settings say so.
 */
export function compileMethodSettings(overrides: MethodOverrides): SettingsOf {
  const common = { ...defaults, ...overrides[everyMethod] };
  const commonUncached = { ...common, cachingEnabled: false };
  const compile = (given: Partial<MethodSettings>) => ({
    get: { ...common, ...given },
    other: { ...commonUncached, ...given },
  });
  const own = new Map(Object.entries(overrides).map(([key, given]) => [withSlash(key), compile(given)]));
  own.delete(everyMethod);
  const all = { get: common, other: commonUncached };
  return (resourcePath, httpMethod) => {
    const settings =
      own.size === 0
        ? all
        : (own.get(settingsKey(resourcePath, httpMethod)) ??
          own.get(settingsKey(resourcePath, 'ANY')) ??
          all);
    return httpMethod === 'GET' ? settings.get : settings.other;
  };
}

/** Clients write the path of a method with or without its leading slash. */
function withSlash(key: string): string {
  return key === everyMethod || key.startsWith('~1') ? key : `~1${key}`;
}

/** As AWS describes them: each entry complete, but without a `loggingLevel` that is OFF by default. */
export function describeMethodSettings(overrides: MethodOverrides): Record<string, MethodSetting> {
  const common = { ...defaults, ...overrides[everyMethod] };
  const { loggingLevel, ...unlogged } = common;
  const shared = loggingLevel === 'OFF' ? unlogged : common;
  return Object.fromEntries(Object.entries(overrides).map(([key, given]) => [key, { ...shared, ...given }]));
}

import type { UnauthorizedCacheControlHeaderStrategy } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import { everyMethod, type MethodOverrides, type MethodSettings, settingsKey } from './method-settings.ts';

const maxTtlSeconds = 3600;
const strategies = [
  'FAIL_WITH_403',
  'SUCCEED_WITH_RESPONSE_HEADER',
  'SUCCEED_WITHOUT_RESPONSE_HEADER',
] as const;

/**
 * The settings after one patch operation of a stage: `<resource>/<method>/<group>/<name>` sets one, `<resource>/<method>`
 * removes the settings of a method. `undefined` for the path of something else.
 */
export function patchMethodSettings(
  overrides: MethodOverrides,
  op: string,
  [resource = '', httpMethod = '', group, name]: readonly string[],
  value: string,
): MethodOverrides | undefined {
  const key = keyOf(resource, httpMethod);
  if (op === 'remove' && group === undefined && Object.hasOwn(overrides, key)) {
    const { [key]: _removed, ...others } = overrides;
    return others;
  }
  if (op !== 'replace' || name === undefined) return undefined;
  const setting = settingOf(`${group}/${name}`, value);
  return setting && { ...overrides, [key]: { ...overrides[key], ...setting } };
}

function keyOf(resource: string, httpMethod: string): string {
  if (resource === '*' || resource === '/*') {
    if (httpMethod === '*') return everyMethod;
    throw badRequest(`Invalid method setting path: expected */* for all methods, received */${httpMethod}`);
  }
  return settingsKey(resource, httpMethod.toUpperCase());
}

function settingOf(name: string, value: string): Partial<MethodSettings> | undefined {
  if (name === 'logging/loglevel') return { loggingLevel: loggingLevel(value) };
  if (name === 'logging/dataTrace') return { dataTraceEnabled: isTrue(name, value) };
  if (name === 'metrics/enabled') return { metricsEnabled: isTrue(name, value) };
  if (name === 'throttling/rateLimit') return { throttlingRateLimit: limit(name, value) };
  if (name === 'throttling/burstLimit') return { throttlingBurstLimit: Math.floor(limit(name, value)) };
  return name.startsWith('caching/') ? cachingOf(name, value) : undefined;
}

function cachingOf(name: string, value: string): Partial<MethodSettings> | undefined {
  if (name === 'caching/enabled') return { cachingEnabled: isTrue(name, value) };
  if (name === 'caching/ttlInSeconds') return { cacheTtlInSeconds: seconds(name, value) };
  if (name === 'caching/dataEncrypted') return { cacheDataEncrypted: isTrue(name, value) };
  if (name === 'caching/requireAuthorizationForCacheControl') {
    return { requireAuthorizationForCacheControl: isTrue(name, value) };
  }
  if (name === 'caching/unauthorizedCacheControlHeaderStrategy') {
    return { unauthorizedCacheControlHeaderStrategy: strategy(name, value) };
  }
  return undefined;
}

function seconds(name: string, value: string): number {
  if (/^\d+$/.test(value) && Number(value) <= maxTtlSeconds) return Number(value);
  throw badRequest(`Invalid ${name}: expected a whole number from 0 to ${maxTtlSeconds}, received ${value}`);
}

function strategy(name: string, value: string): UnauthorizedCacheControlHeaderStrategy {
  const known = strategies.find((strategy) => strategy === value);
  if (known) return known;
  throw badRequest(`Invalid ${name}: expected one of ${strategies.join(', ')}, received ${value}`);
}

function loggingLevel(value: string): MethodSettings['loggingLevel'] {
  if (value === 'OFF' || value === 'ERROR' || value === 'INFO') return value;
  throw badRequest(`Invalid logging/loglevel: expected OFF, ERROR or INFO, received ${value}`);
}

function isTrue(name: string, value: string): boolean {
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw badRequest(`Invalid ${name}: expected true or false, received ${value}`);
}

function limit(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number >= -1) return number;
  throw badRequest(`Invalid ${name}: expected a number from 0, or -1 for no limit, received ${value}`);
}

import type { Stage } from '@aws-sdk/client-api-gateway';
import { compileAccessLog } from '../access-log/access-log.ts';
import { badRequest } from '../errors.ts';
import {
  compileMethodSettings,
  describeMethodSettings,
  type MethodOverrides,
} from '../method-settings/method-settings.ts';
import { createStageCache } from '../stage-cache/stage-cache.ts';
import type { StageRecord } from '../state.ts';
import { canarySettingsOf } from './canary-settings.ts';

export interface StageSettings extends Stage {
  readonly methodSettings?: MethodOverrides;
  readonly cache?: StageRecord['cache'];
  readonly authorizersFlushed?: number;
}

/** A new or changed stage with these settings. Settings that are not offered are refused by name. */
export function stageRecord(stage: StageSettings): StageRecord {
  const {
    stageName = '',
    deploymentId = '',
    variables = {},
    methodSettings = {},
    canarySettings: _canarySettings,
    cacheClusterEnabled = false,
    cacheClusterSize,
    cache,
    ...rest
  } = stage;
  if (!/^\w{1,128}$/.test(stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_');
  if (cacheClusterSize !== undefined) checkCacheSize(cacheClusterSize);
  const canarySettings = stage.canarySettings && canarySettingsOf(stage.canarySettings, deploymentId);
  checkVariables(variables);
  checkVariables(canarySettings?.stageVariableOverrides ?? {});
  const now = new Date();
  return withCanary({
    ...rest,
    ...(canarySettings && { canarySettings }),
    stageName,
    deploymentId,
    variables: { ...variables },
    methodSettings,
    settingsOf: compileMethodSettings(methodSettings),
    accessLog: compileAccessLog(stage.accessLogSettings),
    authorizersFlushed: stage.authorizersFlushed ?? 0,
    cacheClusterEnabled,
    ...(cacheClusterEnabled && { cacheClusterSize: cacheClusterSize ?? '0.5' }),
    // On AWS a cluster takes minutes to come and go.
    cacheClusterStatus: cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
    cache: cacheClusterEnabled ? (cache ?? createStageCache()) : undefined,
    tracingEnabled: stage.tracingEnabled ?? false,
    createdDate: stage.createdDate ?? now,
    lastUpdatedDate: now,
  });
}

/** A stage with what serves the requests of its canary. */
export function withCanary({ canary: _former, ...stage }: StageRecord): StageRecord {
  const { canarySettings } = stage;
  if (!canarySettings) return { ...stage, isCanary: undefined };
  const { deploymentId = '', stageVariableOverrides, useStageCache } = canarySettings;
  const canary: StageRecord = {
    ...stage,
    isCanary: true,
    deploymentId,
    variables: { ...stage.variables, ...stageVariableOverrides },
    cache: useStageCache || !stage.cache ? stage.cache : createStageCache(),
  };
  return { ...stage, isCanary: false, canary };
}

function checkVariables(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^\w+$/.test(name)) {
      throw badRequest(`Invalid stage variable name: ${name}. Please use names with only word characters.`);
    }
    if (/^[A-Za-z0-9\-._~:/?#&=,@]+$/.test(value)) continue;
    throw badRequest(
      `Invalid stage variable value of key ${name}. Please use values with alphanumeric characters and the symbols - . _ ~ : / ? & = , @ #`,
    );
  }
}

const cacheSizes = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'];

function checkCacheSize(size: string): void {
  if (cacheSizes.includes(size)) return;
  throw badRequest(`Invalid cacheClusterSize: expected one of ${cacheSizes.join(', ')}, received ${size}`);
}

/** As AWS describes it: without variables the member is missing, not empty. */
export function describeStage(stage: StageRecord): Stage {
  const {
    variables,
    settingsOf: _settings,
    accessLog: _accessLog,
    cache: _cache,
    authorizersFlushed: _flushed,
    canary: _canary,
    isCanary: _isCanary,
    ...record
  } = stage;
  const described = { ...record, methodSettings: describeMethodSettings(record.methodSettings) };
  return Object.keys(variables).length > 0 ? { ...described, variables } : described;
}

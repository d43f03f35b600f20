import type { CacheClusterSize, Stage, UpdateStageCommandInput } from '@aws-sdk/client-api-gateway';
import { checkAccessLog, patchAccessLog } from '../access-log/access-log-settings.ts';
import { requireLoggingRole } from '../account-logging.ts';
import { notOffered } from '../errors.ts';
import type { MethodOverrides } from '../method-settings/method-settings.ts';
import { patchMethodSettings } from '../method-settings/patch-method-settings.ts';
import { type ApiGatewayState, deploymentWith, restApiWith, stageNamed } from '../state.ts';
import { applyPatches } from './patch-operations.ts';
import { describeStage, type StageSettings, stageRecord } from './stage-record.ts';

export function updateStage(state: ApiGatewayState, input: UpdateStageCommandInput): Stage {
  const api = restApiWith(state, input.restApiId);
  const stage = stageNamed(api, input.stageName);
  const changed = stageRecord(applyPatches<StageSettings>(stage, input.patchOperations, patched));
  deploymentWith(api, changed.deploymentId);
  const { accessLogSettings, methodSettings } = changed;
  if (methodSettings !== stage.methodSettings && logsExecutions(methodSettings)) requireLoggingRole(state);
  if (accessLogSettings && accessLogSettings !== stage.accessLogSettings) {
    requireLoggingRole(state);
    checkAccessLog(accessLogSettings);
  }
  api.stages.set(stage.stageName, changed);
  return describeStage(changed);
}

function logsExecutions(methodSettings: MethodOverrides): boolean {
  return Object.values(methodSettings).some(({ loggingLevel = 'OFF' }) => loggingLevel !== 'OFF');
}

function patched(
  stage: StageSettings,
  op: string,
  path: readonly string[],
  value: string,
): StageSettings | undefined {
  const methodSettings = patchMethodSettings(stage.methodSettings ?? {}, op, path, value);
  if (methodSettings) return { ...stage, methodSettings };
  const [member = '', name] = path;
  if (member === 'canarySettings') throw notOffered('canarySettings of a stage');
  if (path.length > 2) return undefined;
  if (member === 'accessLogSettings') {
    const { accessLogSettings: former, ...others } = stage;
    const changed = patchAccessLog(former, op, name, value);
    return changed === null ? others : { ...others, accessLogSettings: changed };
  }
  if (member === 'variables' && name !== undefined) {
    const { [name]: _former, ...others } = stage.variables ?? {};
    if (op === 'remove') return { ...stage, variables: others };
    return { ...stage, variables: { ...others, [name]: value } };
  }
  if (op !== 'replace' || name !== undefined) return undefined;
  if (member === 'description' || member === 'deploymentId') return { ...stage, [member]: value };
  if (member === 'cacheClusterEnabled') return { ...stage, cacheClusterEnabled: value === 'true' };
  if (member === 'cacheClusterSize' && value !== stage.cacheClusterSize) {
    // Another size is another cluster, which is empty.
    return { ...stage, cacheClusterSize: value as CacheClusterSize, cache: undefined };
  }
  if (member === 'cacheClusterSize') return stage;
  if (member === 'tracingEnabled') return { ...stage, tracingEnabled: value === 'true' };
  return undefined;
}

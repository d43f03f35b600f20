import type {
  CacheClusterSize,
  PatchOperation,
  Stage,
  UpdateStageCommandInput,
} from '@aws-sdk/client-api-gateway';
import { checkAccessLog, patchAccessLog } from '../access-log/access-log-settings.ts';
import { requireLoggingRole } from '../account-logging.ts';
import { badRequest } from '../errors.ts';
import type { MethodOverrides } from '../method-settings/method-settings.ts';
import { patchMethodSettings } from '../method-settings/patch-method-settings.ts';
import {
  type ApiGatewayState,
  deploymentWith,
  documentationNamed,
  type RestApiRecord,
  restApiWith,
  stageNamed,
} from '../state.ts';
import { patchCanary, promoteCanary } from './canary-settings.ts';
import { clientCertificateWith } from './client-certificates.ts';
import { applyPatches } from './patch-operations.ts';
import { describeStage, type StageSettings, stageRecord } from './stage-record.ts';

export function updateStage(state: ApiGatewayState, input: UpdateStageCommandInput): Stage {
  const api = restApiWith(state, input.restApiId);
  const stage = stageNamed(api, input.stageName);
  const changed = stageRecord(applyPatches<StageSettings>(stage, input.patchOperations, patched));
  deploymentWith(api, changed.deploymentId);
  requireCanaryDeployment(api, changed);
  if (changed.documentationVersion !== undefined) documentationNamed(api, changed.documentationVersion);
  if (changed.clientCertificateId !== undefined) clientCertificateWith(state, changed.clientCertificateId);
  const { accessLogSettings, methodSettings } = changed;
  if (methodSettings !== stage.methodSettings && logsExecutions(methodSettings)) requireLoggingRole(state);
  if (accessLogSettings && accessLogSettings !== stage.accessLogSettings) {
    requireLoggingRole(state);
    checkAccessLog(accessLogSettings);
  }
  api.stages.set(stage.stageName, changed);
  return describeStage(changed);
}

export function requireCanaryDeployment({ deployments }: RestApiRecord, { canarySettings }: Stage): void {
  if (!canarySettings || deployments.has(canarySettings.deploymentId ?? '')) return;
  throw badRequest('Deployment id does not exist');
}

function logsExecutions(methodSettings: MethodOverrides): boolean {
  return Object.values(methodSettings).some(({ loggingLevel = 'OFF' }) => loggingLevel !== 'OFF');
}

function patched(
  stage: StageSettings,
  op: string,
  path: readonly string[],
  value: string,
  { path: written = '', from }: PatchOperation,
): StageSettings {
  if (op === 'copy') return promoteCanary(stage, written, from);
  const changed = changedStage(stage, op, path, value);
  if (changed) return changed;
  if (op === 'remove') {
    throw badRequest(
      `Cannot remove method setting ${written.slice(1)} because there is no method setting for this method `,
    );
  }
  if (op === 'add') throw badRequest(`Invalid add operation with path: ${written}`);
  throw badRequest(`Invalid method setting path: ${written}. Must be one of: [${knownPaths}]`);
}

function changedStage(
  stage: StageSettings,
  op: string,
  path: readonly string[],
  value: string,
): StageSettings | undefined {
  const methodSettings = patchMethodSettings(stage.methodSettings ?? {}, op, path, value);
  if (methodSettings) return { ...stage, methodSettings };
  const [member = '', name] = path;
  if (member === 'canarySettings') return patchCanary(stage, op, path, value);
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
  if (member === 'documentationVersion' || member === 'description' || member === 'deploymentId')
    return { ...stage, [member]: value };
  if (member === 'clientCertificateId') {
    const { clientCertificateId: _former, ...others } = stage;
    return value === '' ? others : { ...others, clientCertificateId: value };
  }
  if (member === 'cacheClusterEnabled') return { ...stage, cacheClusterEnabled: value === 'true' };
  if (member === 'cacheClusterSize' && value !== stage.cacheClusterSize) {
    // Another size is another cluster, which is empty.
    return { ...stage, cacheClusterSize: value as CacheClusterSize, cache: undefined };
  }
  if (member === 'cacheClusterSize') return stage;
  if (member === 'tracingEnabled') return { ...stage, tracingEnabled: value === 'true' };
  return undefined;
}

const perMethod = [
  ...['metrics/enabled', 'logging/dataTrace', 'logging/loglevel'],
  ...['caching/enabled', 'caching/dataEncrypted', 'caching/requireAuthorizationForCacheControl'],
  'caching/unauthorizedCacheControlHeaderStrategy',
];
const [oneMethod, allMethods] = ['/{resourcePath}/{httpMethod}', '/*/*'].map((method) =>
  perMethod.map((name) => `${method}/${name}`),
);

/** As AWS's message has them, with the commas that it forgets. */
const knownPaths = [
  ...['/deploymentId', '/description', '/cacheClusterEnabled', '/cacheClusterSize', '/clientCertificateId'],
  ...['/accessLogSettings', '/accessLogSettings/destinationArn', '/accessLogSettings/format'],
  ...(oneMethod?.slice(0, 3) ?? []),
  '/{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds',
  ...(oneMethod?.slice(3) ?? []),
  ...(allMethods?.slice(0, 3) ?? []),
  '/*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds',
  ...(allMethods?.slice(3) ?? []),
  ...['/variables/{variable_name}', '/tracingEnabled'],
].join(', ');

import type { Stage, UpdateStageCommandInput } from '@aws-sdk/client-api-gateway';
import { notOffered } from '../errors.ts';
import { patchMethodSettings } from '../method-settings/patch-method-settings.ts';
import { type ApiGatewayState, deploymentWith, restApiWith, stageNamed } from '../state.ts';
import { applyPatches } from './patch-operations.ts';
import { describeStage, type StageSettings, stageRecord } from './stage-record.ts';

const unbuilt = ['accessLogSettings', 'canarySettings', 'cacheClusterEnabled', 'cacheClusterSize'];

export function updateStage(state: ApiGatewayState, input: UpdateStageCommandInput): Stage {
  const api = restApiWith(state.apis, input.restApiId);
  const stage = stageNamed(api, input.stageName);
  const changed = stageRecord(applyPatches<StageSettings>(stage, input.patchOperations, patched));
  deploymentWith(api, changed.deploymentId);
  api.stages.set(stage.stageName, changed);
  return describeStage(changed);
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
  if (unbuilt.includes(member)) throw notOffered(`${member} of a stage`);
  if (path.length > 2) return undefined;
  if (member === 'variables' && name !== undefined) {
    const { [name]: _former, ...others } = stage.variables ?? {};
    if (op === 'remove') return { ...stage, variables: others };
    return { ...stage, variables: { ...others, [name]: value } };
  }
  if (op !== 'replace' || name !== undefined) return undefined;
  if (member === 'description' || member === 'deploymentId') return { ...stage, [member]: value };
  if (member === 'tracingEnabled') return { ...stage, tracingEnabled: value === 'true' };
  return undefined;
}

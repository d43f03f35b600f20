import type { Stage, UpdateStageCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { deploymentWith, restApiWith, stageNamed } from '../rest-api-record.ts';
import { applyPatches } from './patch-operations.ts';
import { describeStage, stageRecord } from './stage-record.ts';

export function updateStage(state: ApiGatewayState, input: UpdateStageCommandInput): Stage {
  const api = restApiWith(state.apis, input.restApiId);
  const stage = stageNamed(api, input.stageName);
  const changed = stageRecord(applyPatches<Stage>(stage, input.patchOperations, patched));
  deploymentWith(api, changed.deploymentId);
  api.stages.set(stage.stageName, changed);
  return describeStage(changed);
}

function patched(
  stage: Stage,
  op: string,
  [member, name, ...more]: readonly string[],
  value: string,
): Stage | undefined {
  if (more.length > 0) return undefined;
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

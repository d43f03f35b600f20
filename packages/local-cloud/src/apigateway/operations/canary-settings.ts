import type { CanarySettings, Stage } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import type { StageRecord } from '../state.ts';
import { without } from './change-model.ts';

/** The settings with AWS's defaults: the stage's own deployment, and no traffic. */
export function canarySettingsOf(given: CanarySettings, stageDeploymentId: string): CanarySettings {
  const { deploymentId = stageDeploymentId, percentTraffic = 0, stageVariableOverrides } = given;
  if (!(percentTraffic >= 0 && percentTraffic <= 100)) {
    throw badRequest(`Percent traffic should be between 0.0 and 100.0, received ${percentTraffic}`);
  }
  return {
    deploymentId,
    percentTraffic,
    useStageCache: given.useStageCache ?? false,
    ...(stageVariableOverrides &&
      Object.keys(stageVariableOverrides).length > 0 && { stageVariableOverrides }),
  };
}

/** One patch operation below `/canarySettings`; `undefined` for an unknown path. */
export function patchCanary<Settings extends Stage>(
  stage: Settings,
  op: string,
  [, member, name, ...more]: readonly string[],
  value: string,
): Settings | undefined {
  if (op === 'remove' && member === undefined) {
    const { canarySettings: _removed, ...others } = stage;
    return others as Settings;
  }
  if (more.length > 0) return undefined;
  const former = stage.canarySettings ?? {};
  const set = (changed: CanarySettings) => ({ ...stage, canarySettings: { ...former, ...changed } });
  if (member === 'stageVariableOverrides' && name !== undefined && op === 'remove') {
    return set({ stageVariableOverrides: without(former.stageVariableOverrides ?? {}, name) });
  }
  if (op !== 'replace') return undefined;
  if (member === 'stageVariableOverrides' && name !== undefined) {
    return set({ stageVariableOverrides: { ...former.stageVariableOverrides, [name]: value } });
  }
  if (name !== undefined) return undefined;
  if (member === 'percentTraffic') return set({ percentTraffic: Number(value || Number.NaN) });
  if (member === 'deploymentId') return set({ deploymentId: value });
  if (member === 'useStageCache') return set({ useStageCache: value === 'true' });
  return undefined;
}

/** Promotes a canary: its deployment or its variables become those of the stage. */
export function promoteCanary<Settings extends Stage>(
  stage: Settings,
  path: string,
  from: string | undefined,
): Settings {
  const { canarySettings } = stage;
  const isDeployment = path === '/deploymentId' && from === '/canarySettings/deploymentId';
  const isVariables = path === '/variables' && from === '/canarySettings/stageVariableOverrides';
  if (!isDeployment && !isVariables) {
    throw badRequest(
      `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]`,
    );
  }
  if (!canarySettings) throw badRequest('Promotion not available. Canary does not exist.');
  const { deploymentId = stage.deploymentId, stageVariableOverrides } = canarySettings;
  if (isDeployment) return { ...stage, deploymentId };
  return { ...stage, variables: { ...stage.variables, ...stageVariableOverrides } };
}

/** The stage that serves a request: itself or, by chance, its canary. */
export function servingStage(stage: StageRecord): StageRecord {
  if (!stage.canary) return stage;
  const { percentTraffic = 0 } = stage.canarySettings ?? {};
  return Math.random() * 100 < percentTraffic ? stage.canary : stage;
}

import type { CreateStageCommandInput, Stage } from '@aws-sdk/client-api-gateway';
import { conflict } from '../errors.ts';
import { type ApiGatewayState, deploymentWith, documentationNamed, restApiWith } from '../state.ts';
import { describeStage, stageRecord } from './stage-record.ts';
import { requireCanaryDeployment } from './update-stage.ts';

export function createStage(state: ApiGatewayState, input: CreateStageCommandInput): Stage {
  const { restApiId, ...stage } = input;
  const api = restApiWith(state, restApiId);
  deploymentWith(api, stage.deploymentId);
  if (stage.documentationVersion !== undefined) documentationNamed(api, stage.documentationVersion);
  const record = stageRecord({ ...(stage as Stage), methodSettings: {} });
  requireCanaryDeployment(api, record);
  if (api.stages.has(record.stageName)) throw conflict('Stage already exists');
  api.stages.set(record.stageName, record);
  state.shortNames.reset();
  return describeStage(record);
}

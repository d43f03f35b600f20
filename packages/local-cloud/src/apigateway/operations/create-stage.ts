import type { CreateStageCommandInput, Stage } from '@aws-sdk/client-api-gateway';
import { conflict } from '../errors.ts';
import { type ApiGatewayState, deploymentWith, restApiWith } from '../state.ts';
import { describeStage, stageRecord } from './stage-record.ts';

export function createStage(state: ApiGatewayState, input: CreateStageCommandInput): Stage {
  const { restApiId, ...stage } = input;
  const api = restApiWith(state, restApiId);
  deploymentWith(api, stage.deploymentId);
  const record = stageRecord({ ...(stage as Stage), methodSettings: {} });
  if (api.stages.has(record.stageName)) throw conflict('Stage already exists');
  api.stages.set(record.stageName, record);
  state.shortNames.reset();
  return describeStage(record);
}

import type { GetStageCommandInput, Stage } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith, stageNamed } from '../state.ts';
import { describeStage } from './stage-record.ts';

export function getStage(state: ApiGatewayState, input: GetStageCommandInput): Stage {
  return describeStage(stageNamed(restApiWith(state, input.restApiId), input.stageName));
}

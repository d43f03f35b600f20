import type { GetStagesCommandInput, Stages } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { describeStage } from './stage-record.ts';

export function getStages(state: ApiGatewayState, input: GetStagesCommandInput): Stages {
  const stages = [...restApiWith(state, input.restApiId).stages.values()];
  const { deploymentId } = input;
  return {
    item: stages.filter((stage) => !deploymentId || stage.deploymentId === deploymentId).map(describeStage),
  };
}

import type { DeleteStageCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith, stageNamed } from '../state.ts';

export function deleteStage(state: ApiGatewayState, input: DeleteStageCommandInput): undefined {
  const api = restApiWith(state, input.restApiId);
  api.stages.delete(stageNamed(api, input.stageName).stageName);
  state.shortNames.reset();
}

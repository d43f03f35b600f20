import type { DeleteDeploymentCommandInput } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import { type ApiGatewayState, deploymentWith, restApiWith } from '../state.ts';

export function deleteDeployment(state: ApiGatewayState, input: DeleteDeploymentCommandInput): undefined {
  const api = restApiWith(state, input.restApiId);
  const { id } = deploymentWith(api, input.deploymentId);
  const used = [...api.stages.values()].flatMap((stage) => [
    stage.deploymentId,
    stage.canarySettings?.deploymentId,
  ]);
  if (used.includes(id)) {
    throw badRequest('Active stages pointing to this deployment must be moved or deleted');
  }
  api.deployments.delete(id);
}

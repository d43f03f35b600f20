import type {
  DeleteDeploymentCommandInput,
  Deployment,
  Deployments,
  GetDeploymentCommandInput,
  GetDeploymentsCommandInput,
  UpdateDeploymentCommandInput,
} from '@aws-sdk/client-api-gateway';
import { badRequest, notOffered } from '../errors.ts';
import { type ApiGatewayState, deploymentWith, restApiWith } from '../state.ts';
import { describeDeployment } from './create-deployment.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

export function getDeployment(state: ApiGatewayState, input: GetDeploymentCommandInput): Deployment {
  if (input.embed) throw notOffered('embed of GetDeployment');
  return describeDeployment(deploymentWith(restApiWith(state, input.restApiId), input.deploymentId));
}

export function getDeployments(state: ApiGatewayState, input: GetDeploymentsCommandInput): Deployments {
  const { deployments } = restApiWith(state, input.restApiId);
  return pageByPosition([...deployments.values()].map(describeDeployment), input);
}

export function updateDeployment(state: ApiGatewayState, input: UpdateDeploymentCommandInput): Deployment {
  const { deployments } = restApiWith(state, input.restApiId);
  const deployment = deploymentWith({ deployments }, input.deploymentId);
  const scalars = ['description'];
  requireReplacement(input.patchOperations, scalars);
  const changed = patchMembers(deployment, input.patchOperations, { scalars });
  deployments.set(deployment.id, changed);
  return describeDeployment(changed);
}

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

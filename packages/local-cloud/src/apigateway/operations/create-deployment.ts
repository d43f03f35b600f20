import type { CreateDeploymentCommandInput, Deployment } from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { compileDeployment } from '../compile-deployment.ts';
import { badRequest } from '../errors.ts';
import { type ApiGatewayState, type DeploymentRecord, type RestApiRecord, restApiWith } from '../state.ts';
import { stageRecord } from './stage-record.ts';

/**
 * Freezes the API as it is now. With a stage name, that stage is created or moved to the new deployment; with canary
 * settings too, only its canary is.
 */
export function createDeployment(state: ApiGatewayState, input: CreateDeploymentCommandInput): Deployment {
  const api = restApiWith(state, input.restApiId);
  if (input.canarySettings) requireStage(api, input.stageName);
  const deployment: DeploymentRecord = {
    id: shortId(),
    createdDate: new Date(),
    description: input.description,
    model: api.model,
    compiled: compileDeployment(api.model, state),
  };
  if (input.stageName) {
    const stage = stageRecord({
      ...api.stages.get(input.stageName),
      stageName: input.stageName,
      ...(input.canarySettings
        ? { canarySettings: { ...input.canarySettings, deploymentId: deployment.id } }
        : { deploymentId: deployment.id }),
      ...(input.stageDescription !== undefined && { description: input.stageDescription }),
      ...(input.variables && { variables: input.variables }),
      ...(input.tracingEnabled !== undefined && { tracingEnabled: input.tracingEnabled }),
      ...(input.cacheClusterEnabled !== undefined && { cacheClusterEnabled: input.cacheClusterEnabled }),
      ...(input.cacheClusterSize && { cacheClusterSize: input.cacheClusterSize }),
    });
    api.stages.set(stage.stageName, stage);
    state.shortNames.reset();
  }
  api.deployments.set(deployment.id, deployment);
  return describeDeployment(deployment);
}

export function describeDeployment({
  model: _model,
  compiled: _compiled,
  ...deployment
}: DeploymentRecord): Deployment {
  return deployment;
}

function requireStage({ stages }: RestApiRecord, stageName: string | undefined): void {
  const where = 'Invalid deployment content specified.';
  if (!stageName) {
    throw badRequest(
      `${where}Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? null}`,
    );
  }
  if (stages.has(stageName)) return;
  throw badRequest(
    `${where}Stage ${stageName} must already be created before making a canary release deployment`,
  );
}

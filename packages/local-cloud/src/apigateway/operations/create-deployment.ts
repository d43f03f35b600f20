import type { CreateDeploymentCommandInput, Deployment } from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { compileDeployment } from '../compile-deployment.ts';
import { badRequest } from '../errors.ts';
import { type ApiGatewayState, type DeploymentRecord, restApiWith } from '../state.ts';
import { stageRecord } from './stage-record.ts';

/** Freezes the API as it is now. With a stage name, that stage is created or moved to the new deployment. */
export function createDeployment(state: ApiGatewayState, input: CreateDeploymentCommandInput): Deployment {
  const api = restApiWith(state, input.restApiId);
  if (input.canarySettings && !input.stageName) {
    throw badRequest(
      `Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is ${input.stageName ?? null}`,
    );
  }
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
      deploymentId: deployment.id,
      ...(input.stageDescription !== undefined && { description: input.stageDescription }),
      ...(input.variables && { variables: input.variables }),
      ...(input.tracingEnabled !== undefined && { tracingEnabled: input.tracingEnabled }),
      ...(input.cacheClusterEnabled !== undefined && { cacheClusterEnabled: input.cacheClusterEnabled }),
      ...(input.cacheClusterSize && { cacheClusterSize: input.cacheClusterSize }),
      canarySettings: input.canarySettings as never,
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

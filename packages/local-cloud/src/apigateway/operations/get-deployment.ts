import type { Deployment, GetDeploymentCommandInput } from '@aws-sdk/client-api-gateway';
import { notOffered } from '../errors.ts';
import { type ApiGatewayState, deploymentWith, restApiWith } from '../state.ts';
import { describeDeployment } from './create-deployment.ts';

export function getDeployment(state: ApiGatewayState, input: GetDeploymentCommandInput): Deployment {
  if (input.embed) throw notOffered('embed of GetDeployment');
  return describeDeployment(deploymentWith(restApiWith(state, input.restApiId), input.deploymentId));
}

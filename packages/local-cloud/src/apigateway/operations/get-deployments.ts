import type { Deployments, GetDeploymentsCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { describeDeployment } from './create-deployment.ts';
import { pageByPosition } from './page-by-position.ts';

export function getDeployments(state: ApiGatewayState, input: GetDeploymentsCommandInput): Deployments {
  const { deployments } = restApiWith(state, input.restApiId);
  return pageByPosition([...deployments.values()].map(describeDeployment), input);
}

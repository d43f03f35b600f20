import type { Deployments, GetDeploymentsCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { restApiWith } from '../rest-api-record.ts';
import { describeDeployment } from './create-deployment.ts';
import { pageOf } from './page-of.ts';

export function getDeployments(state: ApiGatewayState, input: GetDeploymentsCommandInput): Deployments {
  const { deployments } = restApiWith(state.apis, input.restApiId);
  return pageOf([...deployments.values()].map(describeDeployment), input);
}

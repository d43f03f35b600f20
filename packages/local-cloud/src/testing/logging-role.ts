import { APIGatewayClient, UpdateAccountCommand } from '@aws-sdk/client-api-gateway';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import type { withCloud } from './cloud-client.ts';

/** Gives the account a role with which API Gateway writes logs, and returns its ARN. */
export async function setLoggingRole(cloud: ReturnType<typeof withCloud>): Promise<string> {
  const RoleName = 'gateway-logs';
  const iam = cloud.client(IAMClient);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust() }));
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const patchOperations = [{ op: 'replace', path: '/cloudwatchRoleArn', value: Role?.Arn } as const];
  await cloud.client(APIGatewayClient).send(new UpdateAccountCommand({ patchOperations }));
  return Role?.Arn ?? '';
}

/** The trust of a role that a service may assume, as JSON. */
export function trust(service = 'apigateway.amazonaws.com'): string {
  const Principal = { Service: service };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  });
}

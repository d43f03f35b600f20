import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { clientConfig } from '@samples/localstack-client';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

/** The physical id of a resource of a stack. */
export async function physicalId(stackName: string, logicalId: string): Promise<string | undefined> {
  const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint });
  const resource = { StackName: stackName, LogicalResourceId: logicalId };
  const { StackResourceDetail } = await new CloudFormationClient(config).send(
    new DescribeStackResourceCommand(resource),
  );
  return StackResourceDetail?.PhysicalResourceId;
}

import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { stackName, endpoint } = inject('sample');
const configuration = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });

/** The messages that Lambda and the function have logged. */
export async function logOfFunction(): Promise<string[]> {
  const logs = new CloudWatchLogsClient(configuration);
  const logGroupName = `/aws/lambda/${await functionName()}`;
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  return events.map(({ message = '' }) => message);
}

/** Lets the function fail at its start, until it is mended. */
export async function breakFunction(): Promise<{ mend: () => Promise<void> }> {
  const lambda = new LambdaClient(configuration);
  const FunctionName = await functionName();
  const setHandler = async (Handler: string) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Handler }));
    await waitUntilFunctionUpdatedV2(
      { client: lambda, maxWaitTime: 300, minDelay: 0.1, maxDelay: 1 },
      { FunctionName },
    );
  };
  await setHandler('missing.handler');
  return { mend: () => setHandler('statistics.handler') };
}

async function functionName(): Promise<string> {
  const { StackResourceDetail: detail } = await new CloudFormationClient(configuration).send(
    new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId: 'StatisticsFunction' }),
  );
  return detail?.PhysicalResourceId ?? '';
}

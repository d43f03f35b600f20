import {
  APIGatewayClient,
  GetAccountCommand,
  UpdateAccountCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DetachRolePolicyCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { setLoggingRole, trust } from '../testing/logging-role.ts';
import { api, mockMethod } from './testing/definitions.ts';
import { deployApi } from './testing/deploy-api.ts';

const cloud = withCloud();
const stageName = 'dev';
const logGroupName = 'access';
let restApiId: string;

beforeAll(async () => {
  const definition = api({ '/': { get: mockMethod('x') } });
  restApiId = await deployApi(cloud, definition, stageName);
  await cloud.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName }));
});

const replace = (path: string, value: string) => ({ op: 'replace', path, value }) as const;
const update = (settings: Record<string, string>) =>
  cloud.client(APIGatewayClient).send(
    new UpdateStageCommand({
      restApiId,
      stageName,
      patchOperations: Object.entries(settings).map(([path, value]) => replace(path, value)),
    }),
  );
const setRole = (arn: string) =>
  cloud
    .client(APIGatewayClient)
    .send(new UpdateAccountCommand({ patchOperations: [replace('/cloudwatchRoleArn', arn)] }));
const accessLog = {
  '/accessLogSettings/destinationArn': `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`,
  '/accessLogSettings/format': '$context.requestId',
};

describe("The account's role for logs", () => {
  it.each([{ '/*/*/logging/loglevel': 'ERROR' }, accessLog])(
    'must be set before a stage logs: %j',
    async (settings: Record<string, string>) => {
      await expect(update(settings)).rejects.toThrow(
        'CloudWatch Logs role ARN must be set in account settings to enable logging',
      );
      await update({ '/*/*/logging/loglevel': 'OFF', '/*/*/throttling/burstLimit': '7' });
    },
  );

  it('must exist, trust API Gateway and be allowed to write', async () => {
    const refusal = 'The role ARN does not have required permissions configured.';
    await expect(setRole('arn:aws:iam::000000000000:role/absent')).rejects.toThrow(refusal);
    await expect(setRole('logs')).rejects.toThrow('Invalid ARN');
    const iam = cloud.client(IAMClient);
    for (const [RoleName, service] of [
      ['poor', 'apigateway.amazonaws.com'],
      ['foreign', 'lambda.amazonaws.com'],
    ] as const) {
      const { Role } = await iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(service) }),
      );
      if (RoleName === 'foreign') {
        const PolicyArn = 'arn:aws:iam::aws:policy/CloudWatchLogsFullAccess';
        await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
      }
      await expect(setRole(Role?.Arn ?? '')).rejects.toThrow(refusal);
    }
    const { cloudwatchRoleArn } = await cloud.client(APIGatewayClient).send(new GetAccountCommand({}));
    expect(cloudwatchRoleArn).toBeUndefined();
  });

  it('writes the logs, as long as its policies allow it', async () => {
    const arn = await setLoggingRole(cloud);
    await update(accessLog);
    const call = async () => {
      const url = `${cloud.url()}/restapis/${restApiId}/${stageName}/_user_request_/`;
      return (await fetch(url)).headers.get('x-amzn-requestid');
    };
    const logged = async () => {
      const { events = [] } = await cloud
        .client(CloudWatchLogsClient)
        .send(new FilterLogEventsCommand({ logGroupName }));
      return events.map(({ message }) => message);
    };
    const first = await call();
    const RoleName = arn.split('/').at(-1);
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
    await cloud.client(IAMClient).send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await call();
    expect(await logged()).toEqual([first]);
  });
});

import {
  APIGatewayClient,
  GetStageCommand,
  type PatchOperation,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { setLoggingRole } from '../../testing/logging-role.ts';
import { api, mockMethod } from '../testing/definitions.ts';
import { deployApi } from '../testing/deploy-api.ts';

const cloud = withCloud();
const stageName = 'dev';
let restApiId: string;

beforeAll(async () => {
  await setLoggingRole(cloud);
  const definition = api({ '/pets': { get: mockMethod('pets') } });
  restApiId = await deployApi(cloud, definition, stageName);
});

const update = (...patchOperations: PatchOperation[]) =>
  cloud.client(APIGatewayClient).send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
const replace = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value });

describe('The method settings of a stage', () => {
  it('are set by patches, for all methods or one, and complete when described', async () => {
    await update(
      replace('/*/*/throttling/rateLimit', '12.5'),
      replace('/*/*/caching/ttlInSeconds', '3600'),
      replace('/~1pets/GET/throttling/burstLimit', '3'),
      replace('/~1pets/GET/metrics/enabled', 'true'),
    );
    const stage = await cloud.client(APIGatewayClient).send(new GetStageCommand({ restApiId, stageName }));
    expect(stage.methodSettings).toEqual({
      '*/*': expect.objectContaining({
        throttlingRateLimit: 12.5,
        throttlingBurstLimit: 5000,
        cacheTtlInSeconds: 3600,
      }),
      '~1pets/GET': expect.objectContaining({
        metricsEnabled: true,
        throttlingRateLimit: 12.5,
        throttlingBurstLimit: 3,
        cachingEnabled: false,
      }),
    });
    const { methodSettings } = await update({ op: 'remove', path: '/~1pets/GET' });
    expect(Object.keys(methodSettings ?? {})).toEqual(['*/*']);
  });

  it.each([
    ['/*/*/logging/loglevel', 'LOUD', 'expected OFF, ERROR or INFO, received LOUD'],
    ['/*/*/logging/dataTrace', 'perhaps', 'expected true or false, received perhaps'],
    ['/*/*/throttling/rateLimit', '-1.5', 'expected a number from 0'],
    ['/*/*/caching/ttlInSeconds', '3601', 'expected a whole number from 0 to 3600, received 3601'],
    ['/*/*/logging/colour', 'red', 'Invalid method setting path'],
    ['/*/GET/logging/loglevel', 'INFO', 'expected */* for all methods'],
  ])('refuse %s %s', async (path, value, message) => {
    await expect(update(replace(path, value))).rejects.toThrow(message);
  });

  it('send the execution log to CloudWatch, in a stream whose name is 32 hexadecimal digits', async () => {
    await update(replace('/~1pets/GET/logging/loglevel', 'INFO'));
    const response = await fetch(`${cloud.url()}/restapis/${restApiId}/${stageName}/_user_request_/pets`);
    const requestId = response.headers.get('x-amzn-requestid');
    const logs = cloud.client(CloudWatchLogsClient);
    const logGroupName = `API-Gateway-Execution-Logs_${restApiId}/${stageName}`;
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
    const logStreamName = logStreams[0]?.logStreamName ?? '';
    expect(logStreamName).toMatch(/^[0-9a-f]{32}$/);
    const { events = [] } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName }));
    expect(events.at(-1)?.message).toBe(`(${requestId}) Method completed with status: 200`);
  });
});

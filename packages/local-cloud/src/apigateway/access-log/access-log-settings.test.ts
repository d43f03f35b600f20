import {
  APIGatewayClient,
  GetStageCommand,
  type PatchOperation,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { setLoggingRole } from '../../testing/logging-role.ts';
import { api, mockMethod } from '../testing/definitions.ts';
import { deployApi } from '../testing/deploy-api.ts';

const cloud = withCloud();
const stageName = 'dev';
const logGroupName = 'access';
const destination = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
let restApiId: string;

beforeAll(async () => {
  await setLoggingRole(cloud);
  const definition = api({ '/pets': { get: mockMethod('pets') } });
  restApiId = await deployApi(cloud, definition, stageName);
  await cloud.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName }));
});

const update = (...patchOperations: PatchOperation[]) =>
  cloud.client(APIGatewayClient).send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
const logTo = (destinationArn: string, format: string) =>
  update(
    { op: 'replace', path: '/accessLogSettings/destinationArn', value: destinationArn },
    { op: 'replace', path: '/accessLogSettings/format', value: format },
  );

describe("A stage's access log settings", () => {
  it('are set, shown without the end of the ARN of a log group, and removed', async () => {
    const format = '$context.requestId\n';
    const { accessLogSettings } = await logTo(`${destination}:*`, format);
    expect(accessLogSettings).toEqual({ destinationArn: destination, format });
    const response = await fetch(`${cloud.url()}/restapis/${restApiId}/${stageName}/_user_request_/pets`);
    const { events = [] } = await cloud
      .client(CloudWatchLogsClient)
      .send(new FilterLogEventsCommand({ logGroupName }));
    expect(events.map(({ message }) => message)).toEqual([response.headers.get('x-amzn-requestid')]);
    expect(events[0]?.logStreamName).toMatch(/^[0-9a-f]{32}$/);

    await update({ op: 'remove', path: '/accessLogSettings' });
    const stage = await cloud.client(APIGatewayClient).send(new GetStageCommand({ restApiId, stageName }));
    expect(stage.accessLogSettings).toBeUndefined();
  });

  it.each([
    ['access', '$context.requestId', "ARNs must start with 'arn:' and contain at least 6 elements"],
    ['arn:aws:s3:::bucket:a:b', '$context.requestId', 'Invalid ARN specified in the request'],
    [destination.replace('access', 'a b'), '$context.requestId', 'Access log destination must only contain'],
    [
      'arn:aws:firehose:us-east-1:000000000000:deliverystream/amazon-apigateway-x',
      '$context.requestId',
      'A Firehose stream as the destination of access logs is not offered',
    ],
    [
      destination,
      '$context.status',
      "Access Log format must include either $context.requestId or $context.extendedRequestId : '$context.status'",
    ],
    [
      destination,
      '$context.requestId\n$context.status',
      'Access Log format must be single line, new line character is allowed only at end of the format',
    ],
  ])('refuse %s with %j', async (arn, format, message) => {
    await expect(logTo(arn, format)).rejects.toThrow(message);
  });

  it('refuse a format of more than 3 KB', async () => {
    await expect(logTo(destination, `$context.requestId ${'x'.repeat(3072)}`)).rejects.toThrow(
      'must have at most 3072 bytes, received 3091',
    );
  });

  it('may come one by one, and name a group that does not exist yet', async () => {
    const absent = destination.replace('access', 'absent');
    const path = '/accessLogSettings/destinationArn';
    const { accessLogSettings } = await update({ op: 'add', path, value: absent });
    expect(accessLogSettings).toEqual({ destinationArn: absent });
    const response = await fetch(`${cloud.url()}/restapis/${restApiId}/${stageName}/_user_request_/pets`);
    expect(response.status).toBe(200);
    await update({ op: 'remove', path: '/accessLogSettings' });
  });

  it.each([
    ['replace', '/accessLogSettings/format', '', 'Access Log value must not be empty'],
    ['add', '/accessLogSettings', 'x', 'Invalid accessLogSettings path. Must be one of : ['],
    ['replace', '/accessLogSettings/colour', 'red', 'Invalid accessLogSettings path. Must be one of : ['],
    [
      'remove',
      '/accessLogSettings/format',
      '',
      'Cannot remove method setting accessLogSettings/format because',
    ],
  ] as const)('refuse to %s %s', async (op, path, value, message) => {
    await expect(update({ op, path, value })).rejects.toThrow(message);
  });
});

import * as sdk from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { sendSigned } from '../testing/signed-request.ts';
import { createCloudWatch } from './cloudwatch.ts';
import { cloudwatchInputTypes } from './cloudwatch-input-types.ts';

const cloud = withCloud();
const protocols = { JSON: undefined, CBOR: SmithyRpcV2CborProtocol, Query: AwsQueryProtocol };

function clientOf(name: keyof typeof protocols): CloudWatchClient {
  const protocol = protocols[name];
  return cloud.client(
    class extends CloudWatchClient {
      constructor(options: CloudWatchClientConfig) {
        super(protocol ? { ...options, protocol } : options);
      }
    },
  );
}

const alarm = {
  AlarmName: 'errors',
  AlarmDescription: 'Too many <errors> & "faults"',
  Namespace: 'AWS/ApiGateway',
  MetricName: '5XXError',
  Dimensions: [{ Name: 'ApiName', Value: 'pets' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 0.5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  ActionsEnabled: false,
} satisfies PutMetricAlarmCommandInput;

it('has the type of every member of every input', () => {
  const { operations } = createCloudWatch(defaultAccount);
  expect(cloudwatchInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(operations)));
});

describe.each(['JSON', 'CBOR', 'Query'] as const)('CloudWatch in %s', (protocol) => {
  it('keeps alarms as they were put, unevaluated', async () => {
    const client = clientOf(protocol);
    const ratio = { Id: 'ratio', Expression: 'errors / calls', ReturnData: true };
    const metric = { Metric: { Namespace: 'N', MetricName: 'calls' }, Period: 60, Stat: 'Sum' };
    const calls = { Id: 'calls', MetricStat: metric, ReturnData: false };
    const { AlarmName: _name, ...others } = alarm;
    await client.send(new PutMetricAlarmCommand(alarm));
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: 'ratio',
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        AlarmActions: ['arn:aws:sns:us-east-1:000000000000:topic'],
        Metrics: [ratio, calls],
      }),
    );
    const { MetricAlarms = [], CompositeAlarms } = await client.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms.map(({ AlarmName }) => AlarmName)).toEqual(['errors', 'ratio']);
    expect(CompositeAlarms).toEqual([]);
    expect(MetricAlarms[0]).toEqual({
      ...others,
      AlarmName: 'errors',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:errors',
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      AlarmConfigurationUpdatedTimestamp: expect.any(Date),
      StateUpdatedTimestamp: expect.any(Date),
      StateTransitionedTimestamp: expect.any(Date),
    });
    expect(MetricAlarms[1]).toMatchObject({ Metrics: [ratio, calls], ActionsEnabled: true });

    const named = (input: object) => client.send(new DescribeAlarmsCommand(input));
    expect((await named({ AlarmNames: ['ratio', 'absent'] })).MetricAlarms).toHaveLength(1);
    expect((await named({ AlarmNamePrefix: 'err' })).MetricAlarms).toHaveLength(1);
    expect((await named({ ActionPrefix: 'arn:aws:sns' })).MetricAlarms).toHaveLength(1);
    expect((await named({ StateValue: 'OK' })).MetricAlarms).toEqual([]);
    const first = await named({ MaxRecords: 1 });
    expect(first.NextToken).toBeDefined();
    const rest = await named({ MaxRecords: 1, NextToken: first.NextToken });
    expect([rest.MetricAlarms?.[0]?.AlarmName, rest.NextToken]).toEqual(['ratio', undefined]);

    const ResourceARN = MetricAlarms[0]?.AlarmArn;
    await client.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: 'team', Value: 'pets' }] }));
    const tags = async () => (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
    expect(await tags()).toEqual([{ Key: 'team', Value: 'pets' }]);
    await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team'] }));
    expect(await tags()).toEqual([]);
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['errors', 'ratio'] }));
    expect((await client.send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
  });

  it('keeps dashboards, and says by its name that one is missing', async () => {
    const client = clientOf(protocol);
    const DashboardBody = JSON.stringify({ widgets: [{ type: 'text', properties: { markdown: 'é' } }] });
    await client.send(new PutDashboardCommand({ DashboardName: 'pets', DashboardBody }));
    const { DashboardArn, ...shown } = await client.send(new GetDashboardCommand({ DashboardName: 'pets' }));
    expect(shown).toMatchObject({ DashboardName: 'pets', DashboardBody });
    expect(DashboardArn).toBe('arn:aws:cloudwatch::000000000000:dashboard/pets');
    const { DashboardEntries } = await client.send(new ListDashboardsCommand({ DashboardNamePrefix: 'p' }));
    expect(DashboardEntries).toEqual([
      { DashboardName: 'pets', DashboardArn, Size: DashboardBody.length + 1, LastModified: expect.any(Date) },
    ]);
    await client.send(new DeleteDashboardsCommand({ DashboardNames: ['pets'] }));
    await expect(client.send(new GetDashboardCommand({ DashboardName: 'pets' }))).rejects.toMatchObject({
      // Where a client speaks or remembers the Query protocol, the error has the name from there.
      name: protocol === 'CBOR' ? 'DashboardNotFoundError' : 'ResourceNotFound',
      message: 'Dashboard pets does not exist',
    });
  });

  it.each([
    [{ ...alarm, Period: undefined }, 'The parameter Period is required.'],
    [{ ...alarm, EvaluationPeriods: undefined }, 'The parameter EvaluationPeriods is required.'],
    [{ ...alarm, ExtendedStatistic: 'p99' }, 'Exactly one of Statistic and ExtendedStatistic'],
    [{ ...alarm, Metrics: [] }, 'MetricName cannot be specified together with Metrics'],
  ])('refuses an alarm that is incomplete or contradicts itself: %#', async (input, message) => {
    await expect(clientOf(protocol).send(new PutMetricAlarmCommand(input))).rejects.toThrow(message);
  });

  it.each([
    [
      { AlarmNames: ['a'], AlarmNamePrefix: 'a' },
      'AlarmNames and AlarmNamePrefix cannot be specified together',
    ],
    [{ ChildrenOfAlarmName: 'a' }, 'Composite alarms are not offered'],
    [{ MaxRecords: 0 }, 'MaxRecords must be from 1 to 100'],
    [{ NextToken: 'x' }, 'Invalid NextToken'],
  ])('refuses to list alarms by %j', async (input, message) => {
    await expect(clientOf(protocol).send(new DescribeAlarmsCommand(input))).rejects.toThrow(message);
  });

  it('deletes no dashboard where one of those named does not exist', async () => {
    const client = clientOf(protocol);
    await client.send(new PutDashboardCommand({ DashboardName: 'kept', DashboardBody: '{"widgets":[]}' }));
    const DashboardNames = ['kept', 'absent'];
    await expect(client.send(new DeleteDashboardsCommand({ DashboardNames }))).rejects.toThrow(
      'Dashboard absent does not exist',
    );
    expect(await client.send(new GetDashboardCommand({ DashboardName: 'kept' }))).toBeDefined();
  });

  it('refuses a dashboard whose body is no JSON object with widgets', async () => {
    const put = (DashboardBody: string) =>
      clientOf(protocol).send(new PutDashboardCommand({ DashboardName: 'pets', DashboardBody }));
    await expect(put('{')).rejects.toThrow('must be a valid JSON object');
    await expect(put('{"widgets":{}}')).rejects.toThrow('there are 1 validation errors');
  });
});

it.each([
  ['/service/GraniteServiceVersion20100801/operation/DescribeAlarms', '\u009f\u0000', 'Expected CBOR'],
  ['/service/GraniteServiceVersion20100801/operation/Unheard', '', 'Unheard of monitoring is not offered'],
])('CBOR that cannot be read is refused as CBOR: %s', async (path, body, message) => {
  const request = { service: 'monitoring', method: 'POST', path, body };
  const { status, text } = await sendSigned(cloud.url(), request);
  expect(status).toBeLessThan(500);
  expect(text).toContain(message);
});

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

const template = (alarm: object, body: unknown) => ({
  Parameters: { Seconds: { Type: 'Number', Default: 60 } },
  Resources: {
    Errors: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/ApiGateway',
        MetricName: '5XXError',
        Statistic: 'Sum',
        Period: { Ref: 'Seconds' },
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        ...alarm,
      },
    },
    Board: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardBody: body, Tags: [{ Key: 'team', Value: 'pets' }] },
    },
  },
  Outputs: {
    Alarm: { Value: { Ref: 'Errors' } },
    AlarmArn: { Value: { 'Fn::GetAtt': ['Errors', 'Arn'] } },
    Board: { Value: { Ref: 'Board' } },
  },
});

it('alarms and dashboards of a template are made, changed in place and removed', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'monitored');
  const client = cloud.client(CloudWatchClient);
  const alarms = async () => (await client.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];
  const Tags = [{ Key: 'team', Value: 'pets' }];
  await stack.create(template({ Threshold: 1, Tags }, '{"widgets":[]}'));
  const { Alarm = '', AlarmArn, Board = '' } = await stack.outputs();
  expect(Alarm).toMatch(/^monitored-Errors-/);
  expect(await alarms()).toMatchObject([{ AlarmName: Alarm, AlarmArn, Period: 60, Threshold: 1 }]);
  const tags = await client.send(new ListTagsForResourceCommand({ ResourceARN: AlarmArn }));
  expect(tags.Tags).toEqual(Tags);

  await stack.update(template({ Threshold: 2, ActionsEnabled: 'false' }, { widgets: [{ type: 'text' }] }));
  expect(await stack.outputs()).toEqual({ Alarm, AlarmArn, Board });
  expect(await alarms()).toMatchObject([{ AlarmName: Alarm, Threshold: 2, ActionsEnabled: false }]);
  const shown = await client.send(new GetDashboardCommand({ DashboardName: Board }));
  expect(shown.DashboardBody).toBe('{"widgets":[{"type":"text"}]}');

  await stack.delete();
  expect(await alarms()).toEqual([]);
  await expect(client.send(new GetDashboardCommand({ DashboardName: Board }))).rejects.toThrow(
    'does not exist',
  );
});

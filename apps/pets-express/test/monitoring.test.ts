import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, expect, inject, it } from 'vitest';
import { defaultLimitMs, until } from '../../../scripts/testing/until.ts';
import { send, switchedStack } from './switched-stack.ts';

const name = 'pets-monitoring';
const stack = switchedStack(name);
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint });
const logs = new CloudWatchLogsClient(config);
const cloudWatch = new CloudWatchClient(config);
afterAll(async () => {
  await stack.remove();
  logs.destroy();
  cloudWatch.destroy();
});

it('each call is a line of JSON, and alarms and dashboard are there, until monitoring is switched off', async () => {
  await stack.switchTo({});
  // No role is set for the account yet.
  await expect(stack.switchTo({ Monitoring: 'true' })).rejects.toThrow(
    'CloudWatch Logs role ARN must be set in account settings to enable logging',
  );

  const { url, outputs } = await stack.switchTo({ Monitoring: 'true', CreateLoggingRole: 'true' });
  const response = await send(`${url}/pets?kind="`, 'GET');
  const requestId = response.headers.get('x-amzn-requestid') ?? '';
  const line = await until('the access log to have the call', defaultLimitMs, async () => {
    const logGroupName = outputs.AccessLogGroup;
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    return events.map(({ message = '' }) => message).find((message) => message.includes(requestId));
  });
  expect(JSON.parse(line)).toMatchObject({ requestId, method: 'GET', path: '/prod/pets', status: 400 });

  const alarms = async () => {
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: name }));
    return MetricAlarms.map(({ MetricName, Dimensions = [] }) => [
      MetricName,
      Dimensions[0]?.Value,
    ]).toSorted();
  };
  expect(await alarms()).toEqual([
    ['5XXError', name],
    ['Latency', name],
  ]);
  const { DashboardBody = '' } = await cloudWatch.send(new GetDashboardCommand({ DashboardName: name }));
  expect(JSON.parse(DashboardBody)).toMatchObject({ widgets: [{ type: 'metric' }, { type: 'metric' }] });

  await stack.switchTo({});
  expect(await alarms()).toEqual([]);
  await expect(cloudWatch.send(new GetDashboardCommand({ DashboardName: name }))).rejects.toThrow();
  expect((await send(`${url}/pets`, 'GET')).status).toBe(200);
});

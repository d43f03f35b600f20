import * as sdk from '@aws-sdk/client-cloudwatch';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { vanishedJsonMembers } from '../testing/vanished-json-members.ts';
import { createCloudWatch } from './cloudwatch.ts';
import { cloudwatchInputTypes } from './cloudwatch-input-types.ts';

const ResourceARN = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a';
const alarm = {
  AlarmName: 'a',
  MetricName: 'm',
  Namespace: 'n',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
} as const;

/** An alarm has one metric or a list of them. */
const { MetricName: _name, Namespace: _space, Statistic: _statistic, Period: _period, ...ofMetrics } = alarm;

const vanishedOf = (besides: object) =>
  vanishedJsonMembers({
    sdk,
    Client: sdk.CloudWatchClient,
    inputTypes: cloudwatchInputTypes,
    create: () => createCloudWatch(defaultAccount),
    prepare(operations, operation) {
      if (operation !== 'PutMetricAlarm') operations.PutMetricAlarm(alarm);
    },
    shown: (operations) => [operations.DescribeAlarms({}), operations.ListTagsForResource({ ResourceARN })],
    samples: { ...alarm, ResourceARN, DashboardName: 'd', DashboardBody: '{"widgets":[]}' },
    besides: { PutMetricAlarm: besides },
  });

it('honours, keeps or refuses by name each member of each input', async () => {
  const withMetrics = await vanishedOf(ofMetrics);
  const vanished = await vanishedOf(alarm);
  expect(vanished.filter((member) => withMetrics.includes(member))).toEqual([]);
});

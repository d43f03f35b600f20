import type { PutMetricAlarmInput, Tag } from '@aws-sdk/client-cloudwatch';
import { isTrue } from '../is-true.ts';
import type { PhysicalResource, Properties, ResourceType } from '../resource-type.ts';
import type { CloudWatchCalls } from '../service-calls.ts';

interface AlarmProperties extends Properties {
  readonly AlarmName?: string;
  readonly Tags?: readonly Tag[];
}

export const cloudwatchAlarm: ResourceType = {
  type: 'AWS::CloudWatch::Alarm',
  attributes: ['Arn'],
  properties: {
    AlarmName: 'replace',
    ActionsEnabled: 'update',
    AlarmActions: 'update',
    AlarmDescription: 'update',
    ComparisonOperator: 'update',
    DatapointsToAlarm: 'update',
    Dimensions: 'update',
    EvaluateLowSampleCountPercentile: 'update',
    EvaluationPeriods: 'update',
    ExtendedStatistic: 'update',
    InsufficientDataActions: 'update',
    MetricName: 'update',
    Metrics: 'update',
    Namespace: 'update',
    OKActions: 'update',
    Period: 'update',
    Statistic: 'update',
    Tags: 'update',
    Threshold: 'update',
    ThresholdMetricId: 'update',
    TreatMissingData: 'update',
    Unit: 'update',
  },
  required: ['ComparisonOperator', 'EvaluationPeriods'],
  lists: ['AlarmActions', 'Dimensions', 'InsufficientDataActions', 'Metrics', 'OKActions', 'Tags'],

  async create(properties, context) {
    const { AlarmName = context.generateName(255) } = properties as AlarmProperties;
    return put(AlarmName, properties as AlarmProperties, context.services.cloudwatch.operations);
  },

  async update(properties, { physicalId }, context) {
    return put(physicalId, properties as AlarmProperties, context.services.cloudwatch.operations);
  },

  async delete({ physicalId }, context) {
    context.services.cloudwatch.operations.DeleteAlarms({ AlarmNames: [physicalId] });
  },
};

function put(AlarmName: string, properties: AlarmProperties, operations: CloudWatchCalls): PhysicalResource {
  const { Tags = [], ...settings } = properties;
  operations.PutMetricAlarm({ ...(typed(settings) as PutMetricAlarmInput), AlarmName });
  const { MetricAlarms = [] } = operations.DescribeAlarms({ AlarmNames: [AlarmName] });
  const ResourceARN = MetricAlarms[0]?.AlarmArn ?? '';
  const { Tags: former = [] } = operations.ListTagsForResource({ ResourceARN });
  operations.UntagResource({ ResourceARN, TagKeys: former.map(({ Key = '' }) => Key) });
  operations.TagResource({ ResourceARN, Tags: [...Tags] });
  return { physicalId: AlarmName, attributes: { Arn: ResourceARN } };
}

const numbers = new Set(['DatapointsToAlarm', 'EvaluationPeriods', 'Period', 'Threshold']);
const booleans = new Set(['ActionsEnabled', 'ReturnData']);

/** Turns strings, as parameters give them, into the numbers and booleans that CloudWatch expects, in `Metrics` too. */
function typed(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => typed(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, typed(member, key)]));
  }
  if (numbers.has(name)) return Number(value);
  return booleans.has(name) ? isTrue(value) : value;
}

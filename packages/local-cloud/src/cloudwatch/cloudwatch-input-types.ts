import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const cloudwatchInputTypes = inputTypes({
  string: `AccountId ActionPrefix AlarmDescription AlarmName AlarmNamePrefix ChildrenOfAlarmName ComparisonOperator
    DashboardBody DashboardName DashboardNamePrefix EvaluateLowSampleCountPercentile Expression ExtendedStatistic Id
    Key Label MetricName Name Namespace NextToken ParentsOfAlarmName Query ResourceARN Stat StateValue Statistic
    ThresholdMetricId Timezone TreatMissingData Unit Value`,
  number: `DatapointsToAlarm EvaluationInterval EvaluationPeriods MaxRecords PendingPeriod Period RecoveryPeriod
    Threshold WarmUpPeriodDurationInMinutes`,
  boolean: 'ActionsEnabled Enabled OnlyStartEvaluatingAfterWarmUpPeriodEnds ReturnData',
  structure: `ActionConfiguration AlarmTagsPropagation EvaluationCriteria EvaluationWindow Metric MetricStat
    PromQLCriteria SlidingWindow WallClockWindow WarmUpConfiguration`,
  'list of string': `AlarmActions AlarmNames AlarmTypes DashboardNames ExcludedTagKeys IncludedTagKeys
    InsufficientDataActions OKActions TagKeys`,
  'list of structure': 'Dimensions Metrics Tags',
});

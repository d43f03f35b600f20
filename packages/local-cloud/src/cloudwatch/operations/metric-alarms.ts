import type {
  DeleteAlarmsInput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  MetricAlarm,
  PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { invalidCombination, missingParameter, validationError } from '../errors.ts';
import type { AlarmRecord, CloudWatchState } from '../state.ts';

/** Creates an alarm or replaces its settings. It keeps its state and tags. */
export function putMetricAlarm(state: CloudWatchState, input: PutMetricAlarmInput): object {
  const { AlarmName, Tags: tags, ...settings } = input;
  if (!AlarmName) throw missingParameter('AlarmName');
  if (AlarmName.length > 255) throw validationError('AlarmName must have at most 255 characters');
  checkMetric(input);
  const former = state.alarms.get(AlarmName);
  const now = new Date();
  const description = {
    AlarmArn: regionalArn(state.account, 'cloudwatch', `alarm:${AlarmName}`),
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    // An alarm of several metrics names them in them.
    ...(settings.Metrics ? {} : { Dimensions: [] }),
    ...settings,
    AlarmName,
    AlarmConfigurationUpdatedTimestamp: now,
    ...(former ? stateOf(former.description) : initialState(now)),
  };
  state.alarms.set(AlarmName, { description, tags: former?.tags ?? tags ?? [] });
  return {};
}

export function describeAlarms(state: CloudWatchState, input: DescribeAlarmsInput): DescribeAlarmsOutput {
  const { AlarmNames, AlarmNamePrefix, AlarmTypes = ['MetricAlarm'] } = input;
  if (AlarmNames && AlarmNamePrefix) {
    throw invalidCombination('AlarmNames and AlarmNamePrefix cannot be specified together');
  }
  if (input.ChildrenOfAlarmName || input.ParentsOfAlarmName) {
    throw validationError('Composite alarms are not offered by this embedded cloud.');
  }
  const found = [...state.alarms.values()]
    .map(({ description }) => description)
    .filter(({ AlarmName }) => !AlarmNames || AlarmNames.includes(AlarmName))
    .filter((alarm) => AlarmTypes.includes('MetricAlarm') && isMatch(alarm, input))
    .toSorted((one, other) => (one.AlarmName < other.AlarmName ? -1 : 1));
  const page = { token: input.NextToken, size: input.MaxRecords ?? 50, maxSize: 100 };
  const { items, nextToken } = pageOf(found, page, (member) =>
    validationError(member === 'token' ? 'Invalid NextToken' : 'MaxRecords must be from 1 to 100'),
  );
  return {
    MetricAlarms: items,
    CompositeAlarms: [],
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

/** Names without an alarm are ignored, as on AWS. */
export function deleteAlarms(state: CloudWatchState, input: DeleteAlarmsInput): object {
  for (const name of input.AlarmNames ?? []) state.alarms.delete(name);
  return {};
}

const ofOneMetric = [
  'MetricName',
  'Dimensions',
  'Period',
  'Namespace',
  'Statistic',
  'ExtendedStatistic',
] as const;

function checkMetric(input: PutMetricAlarmInput): void {
  if (input.EvaluationCriteria) return;
  if (input.EvaluationPeriods === undefined) throw missingParameter('EvaluationPeriods');
  if (!input.ComparisonOperator) throw missingParameter('ComparisonOperator');
  if (input.Threshold === undefined && !input.ThresholdMetricId) throw missingParameter('Threshold');
  if (input.Metrics) {
    const [given] = ofOneMetric.filter((name) => input[name] !== undefined);
    if (given) throw invalidCombination(`${given} cannot be specified together with Metrics`);
    return;
  }
  for (const name of ['MetricName', 'Namespace', 'Period'] as const) {
    if (input[name] === undefined) throw missingParameter(name);
  }
  if ((input.Statistic === undefined) === (input.ExtendedStatistic === undefined)) {
    throw invalidCombination('Exactly one of Statistic and ExtendedStatistic must be specified');
  }
}

type AlarmState = Pick<
  MetricAlarm,
  'StateValue' | 'StateReason' | 'StateUpdatedTimestamp' | 'StateTransitionedTimestamp'
>;

/** Alarms are not evaluated: this is the state of all of them. */
function initialState(now: Date): AlarmState {
  return {
    StateValue: 'INSUFFICIENT_DATA',
    StateReason: 'Unchecked: Initial alarm creation',
    StateUpdatedTimestamp: now,
    StateTransitionedTimestamp: now,
  };
}

function stateOf(former: AlarmRecord['description']): AlarmState {
  const { StateValue, StateReason, StateUpdatedTimestamp, StateTransitionedTimestamp } = former;
  return { StateValue, StateReason, StateUpdatedTimestamp, StateTransitionedTimestamp };
}

function isMatch(alarm: AlarmRecord['description'], input: DescribeAlarmsInput): boolean {
  const { AlarmNamePrefix = '', StateValue, ActionPrefix = '' } = input;
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = alarm;
  const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
  return (
    alarm.AlarmName.startsWith(AlarmNamePrefix) &&
    (StateValue === undefined || alarm.StateValue === StateValue) &&
    (ActionPrefix === '' || actions.some((action) => action.startsWith(ActionPrefix)))
  );
}

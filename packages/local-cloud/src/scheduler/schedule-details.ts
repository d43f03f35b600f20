import {
  ActionAfterCompletion,
  type CreateScheduleInput,
  type FlexibleTimeWindow,
  ScheduleState,
  type Target,
} from '@aws-sdk/client-scheduler';
import { isFunctionArn, isJson } from '../schedules/call-function.ts';
import { isTimezone, parseZonedSchedule } from '../schedules/zoned-schedule.ts';
import { invalid, notOffered } from './errors.ts';
import { schedulerIn } from './scheduler-role.ts';
import type { ScheduleDetails, SchedulerState } from './state.ts';

/** On the wire a time is in seconds, in a template it is text. */
export type ScheduleInput = Omit<CreateScheduleInput, 'StartDate' | 'EndDate'> & {
  readonly StartDate?: number | string | Date | undefined;
  readonly EndDate?: number | string | Date | undefined;
};

/** What a schedule is, checked, with AWS's values for what is not given. */
export function scheduleDetails(state: SchedulerState, input: ScheduleInput): ScheduleDetails {
  const { ScheduleExpression: expression = '', ScheduleExpressionTimezone: timezone = 'UTC' } = input;
  if (!isTimezone(timezone)) throw invalid(`Invalid Schedule Expression Timezone ${timezone}.`);
  const start = dateOf('StartDate', input.StartDate);
  const end = dateOf('EndDate', input.EndDate);
  if (start && end && start >= end) throw invalid('The StartDate you specify must come before the EndDate.');
  if (!parseZonedSchedule({ expression, timezone, start: 0 })) {
    throw invalid(`Invalid Schedule Expression ${expression}.`);
  }
  return {
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: timezone,
    ...(start && { StartDate: start }),
    ...(end && { EndDate: end }),
    ...(input.Description !== undefined && { Description: input.Description }),
    State: oneOf('State', input.State ?? 'ENABLED', ScheduleState),
    ...(input.KmsKeyArn !== undefined && { KmsKeyArn: input.KmsKeyArn }),
    ActionAfterCompletion: oneOf(
      'ActionAfterCompletion',
      input.ActionAfterCompletion ?? 'NONE',
      ActionAfterCompletion,
    ),
    FlexibleTimeWindow: checkedWindow(input.FlexibleTimeWindow),
    Target: checkedTarget(state, input.Target),
  };
}

function dateOf(member: string, value: number | string | Date | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const date = new Date(typeof value === 'number' ? value * 1000 : value);
  if (Number.isNaN(date.getTime())) throw invalid(`Expected a time for ${member}, received ${value}.`);
  return date;
}

function oneOf<Value extends string>(
  member: string,
  value: Value,
  values: Readonly<Record<string, Value>>,
): Value {
  if (Object.values(values).includes(value)) return value;
  throw invalid(`Expected one of ${Object.values(values).join(', ')} for ${member}, received ${value}.`);
}

/** Within a flexible window AWS chooses a time; here it is the first. */
function checkedWindow(window: FlexibleTimeWindow | undefined): FlexibleTimeWindow {
  const { Mode, MaximumWindowInMinutes: minutes } = window ?? {};
  if (Mode === 'OFF' && minutes === undefined) return { Mode };
  if (Mode === 'FLEXIBLE' && minutes !== undefined && minutes >= 1 && minutes <= 1440) {
    return { Mode, MaximumWindowInMinutes: Number(minutes) };
  }
  throw invalid(
    'Expected a FlexibleTimeWindow with the Mode OFF, or FLEXIBLE and MaximumWindowInMinutes of 1 to 1440.',
  );
}

/** An event in a function's queue has arrived, so that a RetryPolicy is kept and there is nothing to retry. */
const targetMembers = ['Arn', 'RoleArn', 'Input', 'RetryPolicy'];

function checkedTarget(state: SchedulerState, target: Target | undefined): ScheduleDetails['Target'] {
  const { Arn, RoleArn, Input } = target ?? {};
  if (!target || !Arn || !RoleArn) throw invalid('Expected a Target with Arn and RoleArn.');
  const other = Object.keys(target).find((member) => !targetMembers.includes(member));
  if (other) throw notOffered(`${other} of a target`);
  if (!isFunctionArn(Arn)) throw notOffered(`A target other than a Lambda function (${Arn})`);
  if (Input !== undefined && !isJson(Input)) {
    throw invalid(`Expected JSON for the Input of a target that is a Lambda function, received ${Input}.`);
  }
  if (!schedulerIn(state, RoleArn)) {
    throw invalid('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.');
  }
  return { ...target, Arn, RoleArn };
}

import { randomUUID } from 'node:crypto';
import { requireAccess } from '../aws/policy/require-access.ts';
import { callFunction, scheduledEvent, toSeconds } from '../schedules/call-function.ts';
import { runSchedule } from '../schedules/run-schedule.ts';
import { parseZonedSchedule } from '../schedules/zoned-schedule.ts';
import { accessDenied } from './errors.ts';
import { schedulerIn } from './scheduler-role.ts';
import type { ScheduleRecord, SchedulerState } from './state.ts';

/** Puts a schedule in place of the one of its name. While it is enabled, a rate without a StartDate fires at once. */
export function startSchedule(state: SchedulerState, record: Omit<ScheduleRecord, 'stop'>): void {
  const { schedules, clock } = state;
  const { name, settings } = record;
  schedules.get(name)?.stop();
  schedules.set(name, { ...record, stop: () => {} });
  if (settings.State !== 'ENABLED') return;
  const now = clock.now();
  const schedule = parseZonedSchedule({
    expression: settings.ScheduleExpression,
    timezone: settings.ScheduleExpressionTimezone,
    start: settings.StartDate?.getTime() ?? now,
    end: settings.EndDate?.getTime(),
  });
  const ended = () => {
    if (settings.ActionAfterCompletion === 'DELETE') schedules.delete(name);
  };
  const fire = (time: number) => {
    const { Arn } = settings.Target;
    callFunction(record.arn, Arn, async () => call(state, record, time));
  };
  if (schedule) schedules.set(name, { ...record, stop: runSchedule(clock, schedule, now - 1, fire, ended) });
}

function call(
  state: SchedulerState,
  { arn, settings }: Pick<ScheduleRecord, 'arn' | 'settings'>,
  time: number,
) {
  const { Arn, RoleArn, Input } = settings.Target;
  const role = schedulerIn(state, RoleArn);
  if (!role) throw accessDenied(`${RoleArn} does not trust scheduler.amazonaws.com`);
  requireAccess(role, 'lambda:InvokeFunction', Arn, accessDenied);
  const id = randomUUID();
  const event = { ...scheduledEvent(state.account, arn, time), id, source: 'aws.scheduler', detail: '{}' };
  const payload = Input === undefined ? JSON.stringify(event) : withContext(Input, arn, id, time);
  return state.invoke({ functionName: Arn, invocationType: 'Event', payload });
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function withContext(input: string, arn: string, executionId: string, time: number): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', toSeconds(time))
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}

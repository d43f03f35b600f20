import type {
  CreateScheduleOutput,
  DeleteScheduleInput,
  GetScheduleInput,
  GetScheduleOutput,
  ListSchedulesInput,
  ListSchedulesOutput,
  UpdateScheduleOutput,
} from '@aws-sdk/client-scheduler';
import { regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalid, notFound } from '../errors.ts';
import { type ScheduleInput, scheduleDetails } from '../schedule-details.ts';
import { startSchedule } from '../start-schedule.ts';
import type { ScheduleRecord, SchedulerState } from '../state.ts';

const maxPage = 100;

/** A `ClientToken` makes no difference: a repeated creation is refused as AWS refuses it after the token's time. */
export function createSchedule(state: SchedulerState, input: ScheduleInput): CreateScheduleOutput {
  const { Name: name = '' } = input;
  checkGroup(input.GroupName);
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw invalid(`Expected a schedule's Name of 1 to 64 letters, digits and . - _, received ${name}.`);
  }
  if (state.schedules.has(name)) {
    throw new ServiceError('ConflictException', `Schedule ${name} already exists.`, 409);
  }
  const arn = regionalArn(state.account, 'scheduler', `schedule/default/${name}`);
  const created = new Date(state.clock.now());
  startSchedule(state, { name, arn, settings: scheduleDetails(state, input), created, modified: created });
  return { ScheduleArn: arn };
}

/** What is not given gets AWS's default value, not the former one. */
export function updateSchedule(state: SchedulerState, input: ScheduleInput): UpdateScheduleOutput {
  const { name, arn, created } = scheduleNamed(state, input);
  const modified = new Date(state.clock.now());
  startSchedule(state, { name, arn, settings: scheduleDetails(state, input), created, modified });
  return { ScheduleArn: arn };
}

export function deleteSchedule(state: SchedulerState, input: DeleteScheduleInput): object {
  const { name, stop } = scheduleNamed(state, input);
  stop();
  state.schedules.delete(name);
  return {};
}

export function getSchedule(state: SchedulerState, input: GetScheduleInput): GetScheduleOutput {
  const { name, arn, settings, created, modified } = scheduleNamed(state, input);
  return {
    Arn: arn,
    GroupName: 'default',
    Name: name,
    ...settings,
    CreationDate: created,
    LastModificationDate: modified,
  };
}

export function listSchedules(state: SchedulerState, input: ListSchedulesInput): ListSchedulesOutput {
  const { GroupName: group = 'default', NamePrefix: prefix = '', State } = input;
  const found = [...state.schedules.values()]
    .filter(({ name, settings }) => name.startsWith(prefix) && settings.State === (State ?? settings.State))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const { items, nextToken } = pageOf(
    group === 'default' ? found : [],
    { token: input.NextToken, size: input.MaxResults ?? maxPage, maxSize: maxPage },
    (member) => invalid(`Invalid ${member === 'token' ? 'NextToken' : 'MaxResults'}`),
  );
  return {
    Schedules: items.map(({ name, arn, settings, created, modified }) => ({
      Arn: arn,
      GroupName: 'default',
      Name: name,
      State: settings.State,
      Target: { Arn: settings.Target.Arn },
      CreationDate: created,
      LastModificationDate: modified,
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function scheduleNamed(
  { schedules }: SchedulerState,
  {
    Name: name = '',
    GroupName: group,
  }: { readonly Name?: string | undefined; readonly GroupName?: string | undefined },
): ScheduleRecord {
  checkGroup(group);
  const schedule = schedules.get(name);
  if (schedule) return schedule;
  throw notFound(`Schedule ${name} does not exist.`);
}

function checkGroup(name = 'default'): void {
  if (name !== 'default') throw notFound(`Schedule group ${name} does not exist.`);
}

import type {
  GetScheduleGroupInput,
  GetScheduleGroupOutput,
  ListScheduleGroupsInput,
  ListScheduleGroupsOutput,
  ScheduleGroupSummary,
} from '@aws-sdk/client-scheduler';
import { regionalArn } from '../../account.ts';
import { notFound } from '../errors.ts';
import type { SchedulerState } from '../state.ts';

/** Every account has the group `default`; this cloud has no other. */
export function getScheduleGroup(
  state: SchedulerState,
  input: GetScheduleGroupInput,
): GetScheduleGroupOutput {
  if (input.Name === 'default') return defaultGroup(state);
  throw notFound(`Schedule group ${input.Name} does not exist.`);
}

export function listScheduleGroups(
  state: SchedulerState,
  { NamePrefix = '' }: ListScheduleGroupsInput,
): ListScheduleGroupsOutput {
  return { ScheduleGroups: 'default'.startsWith(NamePrefix) ? [defaultGroup(state)] : [] };
}

function defaultGroup({ account, startedAt }: SchedulerState): ScheduleGroupSummary {
  return {
    Arn: regionalArn(account, 'scheduler', 'schedule-group/default'),
    Name: 'default',
    State: 'ACTIVE',
    CreationDate: startedAt,
    LastModificationDate: startedAt,
  };
}

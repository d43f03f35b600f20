import type { BoundOperations } from '../aws/bind-operations.ts';
import { getScheduleGroup, listScheduleGroups } from './operations/schedule-groups.ts';
import {
  createSchedule,
  deleteSchedule,
  getSchedule,
  listSchedules,
  updateSchedule,
} from './operations/schedules.ts';

export const schedulerOperations = {
  CreateSchedule: createSchedule,
  DeleteSchedule: deleteSchedule,
  GetSchedule: getSchedule,
  GetScheduleGroup: getScheduleGroup,
  ListScheduleGroups: listScheduleGroups,
  ListSchedules: listSchedules,
  UpdateSchedule: updateSchedule,
};

export type SchedulerOperations = BoundOperations<typeof schedulerOperations>;

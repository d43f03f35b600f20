import { bindOperations } from '../aws/bind-operations.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import type { RestRoute } from '../aws/rest-route.ts';
import type { Service } from '../aws/service.ts';
import { type SchedulerOperations, schedulerOperations } from './operations.ts';
import { schedulerInputTypes } from './scheduler-input-types.ts';
import type { SchedulerState } from './state.ts';

export interface Scheduler {
  readonly service: Service;
  readonly operations: SchedulerOperations;
  /** No schedule fires any more. */
  stop(): void;
}

/** EventBridge Scheduler: it calls functions in the roles of its schedules, as long as the cloud runs. */
export function createScheduler(options: Omit<SchedulerState, 'schedules' | 'startedAt'>): Scheduler {
  const state: SchedulerState = {
    ...options,
    schedules: new Map(),
    startedAt: new Date(options.clock.now()),
  };
  const operations = bindOperations(state, schedulerOperations);
  return {
    service: schedulerService(operations),
    operations,
    stop() {
      for (const { stop } of state.schedules.values()) stop();
      state.schedules.clear();
    },
  };
}

export function schedulerService(operations: SchedulerOperations): Service {
  return restJsonService({
    signingName: 'scheduler',
    routes: routes(operations),
    inputTypes: schedulerInputTypes,
  });
}

function routes(operations: SchedulerOperations): RestRoute[] {
  const one = '/schedules/{Name}';
  const { CreateSchedule, DeleteSchedule, GetSchedule, ListSchedules, UpdateSchedule } = operations;
  return [
    { method: 'POST', path: one, operation: CreateSchedule },
    { method: 'PUT', path: one, operation: UpdateSchedule },
    { method: 'GET', path: one, operation: withGroup('groupName', GetSchedule) },
    { method: 'DELETE', path: one, operation: withGroup('groupName', DeleteSchedule) },
    { method: 'GET', path: '/schedules', operation: withGroup('ScheduleGroup', ListSchedules) },
    { method: 'GET', path: '/schedule-groups', operation: operations.ListScheduleGroups },
    { method: 'GET', path: '/schedule-groups/{Name}', operation: operations.GetScheduleGroup },
  ];
}

/** In a query the group has another name than in a body. */
function withGroup<Input extends object>(name: string, operation: (input: Input) => object) {
  return (input: Input & Readonly<Record<string, unknown>>) =>
    operation({ ...input, GroupName: input[name] });
}

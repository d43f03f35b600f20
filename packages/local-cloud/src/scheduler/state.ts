import type {
  ActionAfterCompletion,
  FlexibleTimeWindow,
  ScheduleState,
  Target,
} from '@aws-sdk/client-scheduler';
import type { Account } from '../account.ts';
import type { AssumableRole } from '../aws/policy/assumed-role.ts';
import type { Clock } from '../schedules/clock.ts';

/** What the operations of EventBridge Scheduler share. */
export interface SchedulerState {
  readonly account: Account;
  readonly clock: Clock;
  readonly iam: { readonly roles: ReadonlyMap<string, AssumableRole> };
  readonly invoke: InvokeFunction;
  /** By name; all are in the group `default`. */
  readonly schedules: Map<string, ScheduleRecord>;
  readonly startedAt: Date;
}

export interface ScheduleRecord {
  readonly name: string;
  readonly arn: string;
  readonly settings: ScheduleDetails;
  readonly created: Date;
  readonly modified: Date;
  readonly stop: () => void;
}

/** As GetSchedule describes them. */
export interface ScheduleDetails {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly StartDate?: Date;
  readonly EndDate?: Date;
  readonly Description?: string;
  readonly State: ScheduleState;
  readonly KmsKeyArn?: string;
  readonly ActionAfterCompletion: ActionAfterCompletion;
  readonly FlexibleTimeWindow: FlexibleTimeWindow;
  readonly Target: Target & { readonly Arn: string; readonly RoleArn: string };
}

/** Puts an event into a function's queue; rejects where the function is missing. */
export type InvokeFunction = (request: {
  readonly functionName: string;
  readonly invocationType: 'Event';
  readonly payload: string;
}) => Promise<unknown>;

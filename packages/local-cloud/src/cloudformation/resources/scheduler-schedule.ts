import type { CreateScheduleInput } from '@aws-sdk/client-scheduler';
import { functionArn } from '../../schedules/call-function.ts';
import { notOfferedMembers } from '../not-offered-members.ts';
import type { ResourceType } from '../resource-type.ts';

type ScheduleProperties = Omit<CreateScheduleInput, 'Name'> & { readonly Name?: string };

/** A schedule of EventBridge Scheduler, which calls a function in the role of its target. */
export const schedulerSchedule: ResourceType = {
  type: 'AWS::Scheduler::Schedule',
  attributes: ['Arn'],
  properties: {
    Name: 'replace',
    GroupName: 'replace',
    Description: 'update',
    EndDate: 'update',
    FlexibleTimeWindow: 'update',
    KmsKeyArn: 'update',
    ScheduleExpression: 'update',
    ScheduleExpressionTimezone: 'update',
    StartDate: 'update',
    State: 'update',
    Target: 'update',
  },
  offeredValues: { 'Target.Arn': functionArn },
  required: ['FlexibleTimeWindow', 'ScheduleExpression', 'Target'],
  missing: ['ResourceNotFoundException'],

  refusals({ Target }) {
    return notOfferedMembers(Target, targetMembers, 'the Target of AWS::Scheduler::Schedule');
  },

  async create(properties, { services, generateName }) {
    const wanted = properties as unknown as ScheduleProperties;
    const Name = wanted.Name ?? generateName(64);
    const { ScheduleArn } = services.scheduler.operations.CreateSchedule({ ...wanted, Name });
    return { physicalId: Name, attributes: { Arn: ScheduleArn } };
  },

  async update(properties, existing, { services }) {
    const wanted = properties as unknown as ScheduleProperties;
    services.scheduler.operations.UpdateSchedule({ ...wanted, Name: existing.physicalId });
    return existing;
  },

  async delete({ physicalId: Name }, { services }) {
    services.scheduler.operations.DeleteSchedule({ Name });
  },
};

const targetMembers = ['Arn', 'Input', 'RetryPolicy', 'RoleArn'];

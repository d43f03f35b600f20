import { checkProperties, type PropertyRules } from '../check-properties.ts';
import type { Expansion } from '../expansion.ts';
import { getAtt } from '../intrinsics.ts';
import { present } from '../present.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { invalidEvent } from '../sam-error.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import type { EventTarget, SamEvent } from './event-target.ts';
import { deadLetterConfig } from './schedule-event.ts';

const scheduleProperties: PropertyRules = {
  type: 'ScheduleV2',
  properties: {
    PermissionsBoundary: ['string'],
    ScheduleExpression: ['string'],
    FlexibleTimeWindow: ['map'],
    Name: ['string'],
    State: ['string'],
    Description: ['string'],
    StartDate: ['string'],
    EndDate: ['string'],
    ScheduleExpressionTimezone: ['string'],
    GroupName: ['string'],
    KmsKeyArn: ['string'],
    Input: ['string'],
    RoleArn: ['string'],
    DeadLetterConfig: ['map'],
    RetryPolicy: ['map'],
    OmitName: ['boolean'],
  },
  required: ['ScheduleExpression'],
  literal: ['OmitName'],
};

/**
 * SM-30: a schedule of EventBridge Scheduler. It invokes the function with a role rather than a permission.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html
 */
export function expandScheduleV2Event(event: SamEvent, target: EventTarget): Expansion {
  const properties = checkProperties(event.fullId, event.properties, scheduleProperties);
  const roleId = `${event.fullId}Role`;
  const dead = deadLetterConfig(event, target, properties);
  return {
    generated: {
      [event.fullId]: {
        Type: 'AWS::Scheduler::Schedule',
        ...sharedAttributes(target.resource),
        Properties: present({
          ScheduleExpression: properties.ScheduleExpression,
          State: properties.State || undefined,
          Name: scheduleName(event, target, properties),
          Description: properties.Description,
          FlexibleTimeWindow: properties.FlexibleTimeWindow || { Mode: 'OFF' },
          StartDate: properties.StartDate,
          EndDate: properties.EndDate,
          ScheduleExpressionTimezone: properties.ScheduleExpressionTimezone,
          GroupName: properties.GroupName,
          KmsKeyArn: properties.KmsKeyArn,
          Target: present({
            Arn: target.arn,
            RoleArn: properties.RoleArn || getAtt(roleId, 'Arn'),
            Input: properties.Input,
            DeadLetterConfig: dead,
            RetryPolicy: properties.RetryPolicy,
          }),
        }),
      },
      ...(!properties.RoleArn && {
        [roleId]: {
          Type: 'AWS::IAM::Role',
          ...sharedAttributes(target.resource),
          Properties: present({
            AssumeRolePolicyDocument: schedulerTrust,
            Policies: [
              policy(`${event.fullId}LambdaPolicy`, 'lambda:InvokeFunction', target.arn),
              ...(dead ? [policy(`${event.fullId}SQSPolicy`, 'sqs:SendMessage', dead.Arn ?? null)] : []),
            ],
            PermissionsBoundary: properties.PermissionsBoundary || undefined,
          }),
        },
      }),
    },
  };
}

const schedulerTrust: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['scheduler.amazonaws.com'] } },
  ],
};

// A schedule has always been named for its event, so two stacks of one template collide; OmitName is the way out.
function scheduleName(event: SamEvent, target: EventTarget, { Name, OmitName }: JsonObject) {
  if (!OmitName) return Name || event.fullId;
  if (!Name) return undefined;
  throw invalidEvent(target.functionId, event.fullId, 'Name cannot be set when OmitName is True');
}

function policy(name: string, action: string, resource: JsonValue): JsonObject {
  const Statement = [{ Action: action, Effect: 'Allow', Resource: resource }];
  return { PolicyName: name, PolicyDocument: { Statement } };
}

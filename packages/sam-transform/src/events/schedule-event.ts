import { checkProperties, type PropertyRules } from '../check-properties.ts';
import type { Expansion } from '../expansion.ts';
import { getAtt } from '../intrinsics.ts';
import { present } from '../present.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { invalidEvent, notSupportedInEvent } from '../sam-error.ts';
import { isObject, type JsonObject } from '../template.ts';
import { type EventTarget, permission, type SamEvent } from './event-target.ts';

const scheduleProperties: PropertyRules = {
  type: 'Schedule',
  properties: {
    Schedule: ['string'],
    Input: ['string'],
    Enabled: ['boolean'],
    State: ['string'],
    Name: ['string'],
    Description: ['string'],
    DeadLetterConfig: ['map'],
    RetryPolicy: ['map'],
  },
  required: ['Schedule'],
  // The translator accepts it and uses it for nothing.
  unsupported: ['RuleName'],
};

// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
const longestTargetId = 64;

/** SM-27: an EventBridge rule on a schedule, and its permission to invoke the function. */
export function expandScheduleEvent(event: SamEvent, target: EventTarget): Expansion {
  const properties = checkProperties(event.fullId, event.properties, scheduleProperties);
  const { Schedule, Input, Name, Description, RetryPolicy } = properties;
  const suffix = 'LambdaTarget';
  return {
    generated: {
      [event.fullId]: {
        Type: 'AWS::Events::Rule',
        ...sharedAttributes(target.resource),
        Properties: present({
          ScheduleExpression: Schedule,
          State: ruleState(event, target, properties),
          Name,
          Description,
          Targets: [
            present({
              Arn: target.arn,
              Id: event.fullId.slice(0, longestTargetId - suffix.length) + suffix,
              Input,
              DeadLetterConfig: deadLetterConfig(event, target, properties),
              RetryPolicy,
            }),
          ],
        }),
      },
      [`${event.fullId}Permission`]: permission(target, 'events.amazonaws.com', {
        SourceArn: getAtt(event.fullId, 'Arn'),
      }),
    },
  };
}

function ruleState(event: SamEvent, target: EventTarget, { Enabled, State }: JsonObject) {
  if (Enabled === undefined) return State || undefined;
  if (State) {
    const message = 'State and Enabled Properties cannot both be specified.';
    throw invalidEvent(target.functionId, event.id, message);
  }
  return Enabled ? 'ENABLED' : 'DISABLED';
}

export function deadLetterConfig(
  event: SamEvent,
  target: EventTarget,
  { DeadLetterConfig }: JsonObject,
): JsonObject | undefined {
  if (!isObject(DeadLetterConfig)) return undefined;
  const { Arn, Type, QueueLogicalId } = DeadLetterConfig;
  const fail = (message: string) => invalidEvent(target.functionId, event.fullId, message);
  if (Arn !== undefined && Type !== undefined) {
    throw fail("You can either define 'Arn' or 'Type' property of DeadLetterConfig.");
  }
  if (Type !== undefined && Type !== 'SQS') {
    throw fail("The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.");
  }
  if (Arn === undefined && Type === undefined) {
    throw fail("No 'Arn' or 'Type' property provided for DeadLetterConfig.");
  }
  if (QueueLogicalId !== undefined && typeof QueueLogicalId !== 'string') {
    throw fail('QueueLogicalId must be a string');
  }
  if (Arn !== undefined && QueueLogicalId === undefined) return { Arn };
  throw notSupportedInEvent(
    target.functionId,
    event.fullId,
    'DeadLetterConfig without Arn or with QueueLogicalId is',
  );
}

import { isFilled } from '../present.ts';
import { invalidResource } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';

const actions = new Map<JsonValue, string>([
  ['SQS', 'sqs:SendMessage'],
  ['SNS', 'sns:Publish'],
]);

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deadletterqueue.html */
export interface DeadLetterQueue {
  readonly targetArn: JsonValue;
  readonly policy: JsonObject;
}

/** Where failed asynchronous events go, and what the role needs for it; undefined where nothing is asked for. */
export function deadLetterQueue(
  logicalId: string,
  { DeadLetterQueue }: JsonObject,
): DeadLetterQueue | undefined {
  if (!isObject(DeadLetterQueue)) return undefined;
  const { Type, TargetArn } = DeadLetterQueue;
  if (Type === undefined || TargetArn === undefined || !isFilled(Type) || !isFilled(TargetArn)) {
    const message = "'DeadLetterQueue' requires Type and TargetArn properties to be specified.";
    throw invalidResource(logicalId, message);
  }
  if (typeof Type !== 'string') {
    throw invalidResource(logicalId, "Property 'DeadLetterQueue.Type' should be a string.");
  }
  const action = actions.get(Type);
  if (action === undefined) {
    throw invalidResource(logicalId, "'DeadLetterQueue' requires Type of ['SQS', 'SNS']");
  }
  return {
    targetArn: TargetArn,
    policy: {
      PolicyName: 'DeadLetterQueuePolicy',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: action, Resource: TargetArn, Effect: 'Allow' }],
      },
    },
  };
}

import type { SamContext } from '../expansion.ts';
import { ifArguments, isIf, isNoValue, ref } from '../intrinsics.ts';
import { present } from '../present.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { ownAttributes } from '../resource-attributes.ts';
import { invalidResource, notSupported, quoted } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import type { PublishedAlias } from './function-alias.ts';

export interface EventInvokeConfig {
  readonly resources: Record<string, Resource>;
  /** What the function's role needs to reach the destinations. */
  readonly policies: JsonObject[];
}

/** SM-12, `EventInvokeConfig`: retries, age and destinations of asynchronous invocations. */
export function eventInvokeConfig(
  logicalId: string,
  resource: Resource,
  properties: JsonObject,
  alias: PublishedAlias | undefined,
  { parameters }: SamContext,
): EventInvokeConfig {
  const config = resolveParameters(properties.EventInvokeConfig ?? null, parameters);
  if (!isObject(config) || Object.keys(config).length === 0) return { resources: {}, policies: [] };
  checkNames(logicalId, config);
  const id = `${logicalId}EventInvokeConfig`;
  const destinations = destinationsOf(logicalId, config.DestinationConfig);
  // Lambda needs the alias to be there first; what the function waits for, the function has waited for.
  const { DependsOn: _own, ...attributes } = ownAttributes(resource);
  return {
    policies: destinations.map(({ event, type, arn }) => destinationPolicy(`${id}${event}`, type, arn)),
    resources: {
      [id]: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        ...attributes,
        ...(alias && { DependsOn: [alias.id] }),
        Properties: present({
          FunctionName: ref(logicalId),
          Qualifier: alias?.name ?? '$LATEST',
          DestinationConfig: Object.fromEntries(
            destinations.map(({ event, arn }) => [event, { Destination: arn }]),
          ),
          MaximumEventAgeInSeconds: config.MaximumEventAgeInSeconds,
          MaximumRetryAttempts: config.MaximumRetryAttempts,
        }),
      },
    },
  };
}

function checkNames(logicalId: string, config: JsonObject): void {
  const known = ['DestinationConfig', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts'];
  const unknown = Object.keys(config).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw invalidResource(logicalId, `property ${unknown} not defined for EventInvokeConfig`);
}

interface Destination {
  readonly event: string;
  readonly type: string;
  readonly arn: JsonValue;
}

function destinationsOf(logicalId: string, config: JsonValue | undefined): Destination[] {
  if (config === undefined || config === null) return [];
  if (!isObject(config)) throw notAMap(logicalId, 'EventInvokeConfig.DestinationConfig');
  return ['OnSuccess', 'OnFailure'].flatMap((event) => {
    const value = config[event];
    if (value === undefined || value === null) return [];
    if (!isObject(value)) throw notAMap(logicalId, `EventInvokeConfig.DestinationConfig.${event}`);
    return [{ event, ...destination(logicalId, value) }];
  });
}

function notAMap(logicalId: string, property: string): Error {
  return invalidResource(logicalId, `Property '${property}' should be a map.`);
}

function destination(logicalId: string, { Type, Destination }: JsonObject): Omit<Destination, 'event'> {
  const types = ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket'];
  if (typeof Type !== 'string' || !types.includes(Type)) {
    throw invalidResource(
      logicalId,
      `'Type: ${quoted(Type ?? 'None')}' must be one of ['${types.join("', '")}']`,
    );
  }
  if (isIf(Destination) && ifArguments(Destination) === undefined) {
    const message = "Malformed 'Destination' property: Fn::If requires 3 arguments.";
    throw invalidResource(`${logicalId}EventInvokeConfig`, message);
  }
  const branches = ifArguments(Destination)?.slice(1) ?? [];
  if (Destination == null || branches.some(isNoValue)) {
    if (Type === 'SQS' || Type === 'SNS') {
      throw notSupported(logicalId, `a destination of type ${Type} without Destination is`);
    }
    throw invalidResource(logicalId, "Destination is required if Type is not ['SQS', 'SNS']");
  }
  return { type: Type, arn: Destination };
}

function destinationPolicy(name: string, type: string, arn: JsonValue): JsonObject {
  const allow = (action: string, resource: JsonValue) => ({
    Action: action,
    Effect: 'Allow',
    Resource: resource,
  });
  const statements: Readonly<Record<string, JsonObject[]>> = {
    SQS: [allow('sqs:SendMessage', arn)],
    SNS: [allow('sns:publish', arn)],
    EventBridge: [allow('events:PutEvents', arn)],
    Lambda: [allow('lambda:InvokeFunction', arn)],
    S3Bucket: [allow('s3:PutObject', { 'Fn::Join': ['/', [arn, '*']] }), allow('s3:ListBucket', arn)],
  };
  const suffix = type === 'S3Bucket' ? 'S3' : type;
  return { PolicyName: `${name}${suffix}Policy`, PolicyDocument: { Statement: statements[type] ?? [] } };
}

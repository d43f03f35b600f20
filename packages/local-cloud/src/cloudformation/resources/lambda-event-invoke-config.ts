import type { PutFunctionEventInvokeConfigCommandInput } from '@aws-sdk/client-lambda';
import type { Properties, ResourceType } from '../resource-type.ts';
import type { LambdaCalls } from '../service-calls.ts';

interface EventInvokeConfigProperties extends Properties {
  readonly FunctionName: string;
  readonly Qualifier: string;
  readonly DestinationConfig?: PutFunctionEventInvokeConfigCommandInput['DestinationConfig'];
  readonly MaximumEventAgeInSeconds?: number | string;
  readonly MaximumRetryAttempts?: number | string;
}

export const lambdaEventInvokeConfig: ResourceType = {
  type: 'AWS::Lambda::EventInvokeConfig',
  attributes: [],
  properties: {
    FunctionName: 'replace',
    Qualifier: 'replace',
    DestinationConfig: 'update',
    MaximumEventAgeInSeconds: 'update',
    MaximumRetryAttempts: 'update',
  },
  notOffered: ['DestinationConfig.OnSuccess'],
  offeredValues: { 'DestinationConfig.OnFailure.Destination': /^arn:aws:s3:::/ },
  required: ['FunctionName', 'Qualifier'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    put(context.services.lambda.operations, properties as EventInvokeConfigProperties);
    return { physicalId: context.generateName(128), attributes: {} };
  },

  async update(properties, existing, context) {
    put(context.services.lambda.operations, properties as EventInvokeConfigProperties);
    return existing;
  },

  async delete(existing, context) {
    const { FunctionName, Qualifier } = existing.properties as EventInvokeConfigProperties;
    context.services.lambda.operations.DeleteFunctionEventInvokeConfig({ FunctionName, Qualifier });
  },
};

function put(lambda: LambdaCalls, properties: EventInvokeConfigProperties): void {
  const { FunctionName, Qualifier, DestinationConfig, MaximumEventAgeInSeconds, MaximumRetryAttempts } =
    properties;
  lambda.PutFunctionEventInvokeConfig({
    FunctionName,
    Qualifier,
    DestinationConfig,
    ...(MaximumEventAgeInSeconds !== undefined && {
      MaximumEventAgeInSeconds: Number(MaximumEventAgeInSeconds),
    }),
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts: Number(MaximumRetryAttempts) }),
  });
}

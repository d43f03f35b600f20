import type {
  DeleteFunctionEventInvokeConfigCommandInput,
  DestinationConfig,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigCommandInput,
  PutFunctionEventInvokeConfigCommandInput,
  UpdateFunctionEventInvokeConfigCommandInput,
} from '@aws-sdk/client-lambda';
import { invalidParameter, invalidValue, notFound } from '../errors.ts';
import type { FoundFunction } from '../find-function.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import { qualifierKey } from '../function-policy.ts';
import type { FunctionRecord } from '../function-record.ts';
import type { LambdaState } from '../state.ts';

export function putFunctionEventInvokeConfig(
  state: LambdaState,
  input: PutFunctionEventInvokeConfigCommandInput,
): FunctionEventInvokeConfig {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  const wanted = [MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig];
  if (wanted.every((setting) => setting === undefined))
    throw invalidParameter('You must specify at least one of error handling or destination setting.');
  return store(state, existingFunction(state, input), input);
}

export function updateFunctionEventInvokeConfig(
  state: LambdaState,
  input: UpdateFunctionEventInvokeConfigCommandInput,
): FunctionEventInvokeConfig {
  const found = existingFunction(state, input);
  return store(state, found, { ...existing(state, found), ...input });
}

export function getFunctionEventInvokeConfig(
  state: LambdaState,
  input: GetFunctionEventInvokeConfigCommandInput,
): FunctionEventInvokeConfig {
  return existing(state, functionOf(state, input));
}

export function deleteFunctionEventInvokeConfig(
  state: LambdaState,
  input: DeleteFunctionEventInvokeConfigCommandInput,
): undefined {
  const found = functionOf(state, input);
  existing(state, found);
  found.record?.eventInvokeConfigs.delete(qualifierKey(found.qualifier));
}

function store(
  state: LambdaState,
  { record, qualifier }: FoundFunction,
  wanted: FunctionEventInvokeConfig,
): FunctionEventInvokeConfig {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = wanted;
  if (MaximumRetryAttempts !== undefined && ![0, 1, 2].includes(MaximumRetryAttempts)) {
    throw invalidValue(
      MaximumRetryAttempts,
      'maximumRetryAttempts',
      'Member must have value between 0 and 2',
    );
  }
  const age = MaximumEventAgeInSeconds ?? 60;
  if (!(age >= 60 && age <= 21_600)) {
    throw invalidValue(age, 'maximumEventAgeInSeconds', 'Member must have value between 60 and 21600');
  }
  checkDestinations(DestinationConfig);
  const config: FunctionEventInvokeConfig = {
    FunctionArn: functionArn(state.account, record.name, qualifier ?? '$LATEST'),
    LastModified: new Date(),
    DestinationConfig: DestinationConfig ?? { OnSuccess: {}, OnFailure: {} },
  };
  if (MaximumRetryAttempts !== undefined) config.MaximumRetryAttempts = MaximumRetryAttempts;
  if (MaximumEventAgeInSeconds !== undefined) config.MaximumEventAgeInSeconds = MaximumEventAgeInSeconds;
  record.eventInvokeConfigs.set(qualifierKey(qualifier), config);
  return config;
}

function checkDestinations(destinations: DestinationConfig | undefined): void {
  const { OnSuccess, OnFailure } = destinations ?? {};
  if (OnSuccess?.Destination)
    throw invalidParameter('An OnSuccess destination is not offered by this embedded cloud.');
  const target = OnFailure?.Destination;
  if (target && !target.startsWith('arn:aws:s3:::')) {
    throw invalidParameter(
      `The OnFailure destination ${target} is not offered by this embedded cloud: expected an S3 bucket.`,
    );
  }
}

interface Named {
  readonly FunctionName: string | undefined;
  readonly Qualifier?: string | undefined;
}

/** What a name means, whether there is such a function or not. */
interface MaybeFunction {
  readonly name?: string;
  readonly record: FunctionRecord | undefined;
  readonly qualifier: string | undefined;
}

function existingFunction(state: LambdaState, input: Named): FoundFunction {
  const { record, qualifier } = functionOf(state, input);
  const { versions, aliases } = record ?? {};
  const isThere = [undefined, '$LATEST'].includes(qualifier) || versions?.has(qualifier ?? '');
  if (record && (isThere || aliases?.has(qualifier ?? ''))) return { record, qualifier };
  throw notFound("The function doesn't exist.");
}

function functionOf({ account, functions }: LambdaState, { FunctionName, Qualifier }: Named): MaybeFunction {
  const address = functionAddress(account, FunctionName, Qualifier);
  return { ...address, record: functions.get(address.name) };
}

function existing(
  state: LambdaState,
  { record, qualifier, name = record?.name ?? '' }: MaybeFunction,
): FunctionEventInvokeConfig {
  const config = record?.eventInvokeConfigs.get(qualifierKey(qualifier));
  if (config) return config;
  const arn = functionArn(state.account, name, qualifier ?? '$LATEST');
  throw notFound(`The function ${arn} doesn't have an EventInvokeConfig`);
}

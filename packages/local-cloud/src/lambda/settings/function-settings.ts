import type {
  CreateFunctionCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { type AccessRequest, evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { invalidParameter, invalidValue } from '../errors.ts';
import type { VersionConfiguration } from '../function-record.ts';
import { checkRuntime } from '../runtimes.ts';
import type { LambdaState } from '../state.ts';
import { checkEnvironmentVariables } from './check-environment-variables.ts';
import { keptSettings } from './kept-settings.ts';
import { loggingConfig } from './logging-config.ts';
import { notOfferedSettings } from './settings-advice.ts';

export type SettingsInput = CreateFunctionCommandInput | UpdateFunctionConfigurationCommandInput;

/** The members of a configuration that its owner sets. */
export type FunctionSettings = Pick<
  VersionConfiguration,
  | 'Runtime'
  | 'Role'
  | 'Handler'
  | 'Description'
  | 'Timeout'
  | 'MemorySize'
  | 'Environment'
  | 'TracingConfig'
  | 'EphemeralStorage'
  | 'LoggingConfig'
  | 'DeadLetterConfig'
  | 'KMSKeyArn'
  | 'SnapStart'
  | 'VpcConfig'
>;

/** The settings after a call, checked. Members that the input lacks keep their values, or get AWS's defaults. */
export function functionSettings(
  state: LambdaState,
  name: string,
  input: SettingsInput,
  before: VersionConfiguration | undefined,
): FunctionSettings {
  const [notOffered] = notOfferedSettings(input);
  if (notOffered) throw invalidParameter(`${notOffered}.`);
  checkEnvironmentVariables(input.Environment?.Variables);
  return {
    Runtime: checkRuntime(input.Runtime ?? before?.Runtime),
    Role: checkRole(state, input.Role ?? before?.Role),
    Handler: checkHandler(input.Handler ?? before?.Handler),
    Description: within256(input.Description ?? before?.Description ?? ''),
    Timeout: between(1, 900, input.Timeout ?? before?.Timeout ?? 3, 'timeout'),
    MemorySize: between(128, 10_240, input.MemorySize ?? before?.MemorySize ?? 128, 'memorySize'),
    Environment: input.Environment ?? before?.Environment,
    TracingConfig: input.TracingConfig ?? before?.TracingConfig ?? { Mode: 'PassThrough' },
    EphemeralStorage: input.EphemeralStorage ?? before?.EphemeralStorage ?? { Size: 512 },
    LoggingConfig: loggingConfig(name, input.LoggingConfig, before?.LoggingConfig),
    ...keptSettings(input, before),
  };
}

function checkRole(state: LambdaState, roleArn: string | undefined): string {
  const pattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';
  if (!roleArn || !new RegExp(`^${pattern}$`).test(roleArn)) {
    throw invalidValue(roleArn, 'role', `Member must satisfy regular expression pattern: ${pattern}`);
  }
  const role = [...state.iam.roles.values()].find(({ Arn }) => Arn === roleArn);
  const trust = role?.AssumeRolePolicyDocument;
  const decision = trust && evaluatePolicies([parsePolicy(trust)], assumption);
  if (decision !== 'allow') {
    throw invalidParameter('The role defined for the function cannot be assumed by Lambda.');
  }
  return roleArn;
}

const assumption: AccessRequest = {
  action: 'sts:AssumeRole',
  resource: '*',
  principal: { type: 'Service', value: 'lambda.amazonaws.com' },
};

function checkHandler(handler: string | undefined): string {
  if (handler && /^\S{1,128}$/.test(handler)) return handler;
  throw invalidValue(handler, 'handler', 'Member must satisfy regular expression pattern: [^\\s]+');
}

function within256(description: string): string {
  if (description.length <= 256) return description;
  throw invalidValue(description, 'description', 'Member must have length less than or equal to 256');
}

function between(least: number, most: number, value: number, name: string): number {
  if (!Number.isInteger(value)) throw invalidValue(value, name, 'Member must be an integer');
  if (value < least)
    throw invalidValue(value, name, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw invalidValue(value, name, `Member must have value less than or equal to ${most}`);
  return value;
}

import type { CreateFunctionCommandInput, FunctionCode, LoggingConfig } from '@aws-sdk/client-lambda';
import type { Properties, ResourceType } from '../resource-type.ts';
import type { LambdaCalls } from '../service-calls.ts';
import { inlinePackage } from './inline-code.ts';

type Settings =
  | 'Architectures'
  | 'Description'
  | 'Environment'
  | 'EphemeralStorage'
  | 'Handler'
  | 'Layers'
  | 'LoggingConfig'
  | 'MemorySize'
  | 'PackageType'
  | 'Runtime'
  | 'Timeout'
  | 'TracingConfig';

interface FunctionProperties extends Properties, Partial<Pick<CreateFunctionCommandInput, Settings>> {
  readonly FunctionName?: string;
  readonly Code: Omit<FunctionCode, 'ZipFile'> & { readonly ZipFile?: string };
  readonly Role: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly ReservedConcurrentExecutions?: number | string;
}

export const lambdaFunction: ResourceType = {
  type: 'AWS::Lambda::Function',
  takesStackTags: true,
  attributes: ['Arn'],
  properties: {
    FunctionName: 'replace',
    PackageType: 'replace',
    PublishToLatestPublished: 'update',
    Architectures: 'update',
    Code: 'update',
    Description: 'update',
    Environment: 'update',
    EphemeralStorage: 'update',
    Handler: 'update',
    Layers: 'update',
    LoggingConfig: 'update',
    MemorySize: 'update',
    ReservedConcurrentExecutions: 'update',
    Role: 'update',
    Runtime: 'update',
    Tags: 'update',
    Timeout: 'update',
    TracingConfig: 'update',
  },
  inert: [
    'CodeSigningConfigArn',
    'DeadLetterConfig',
    'KmsKeyArn',
    'RecursiveLoop',
    'RuntimeManagementConfig',
    'SnapStart',
    'VpcConfig',
  ],
  notOffered: [
    'CapacityProviderConfig',
    'Code.ImageUri',
    'Code.S3ObjectStorageMode',
    'Code.SourceKMSKeyArn',
    'DurableConfig',
    'FileSystemConfigs',
    'FunctionScalingConfig',
    'ImageConfig',
    'TenancyConfig',
  ],
  offeredValues: { PublishToLatestPublished: /^false$/i },
  refusals: (properties, { lambda }) => lambda.settingsAdvice(properties).refusals,
  warnings: (properties, { lambda }) => lambda.settingsAdvice(properties).warnings,
  required: ['Code', 'Role'],
  lists: ['Architectures', 'Layers', 'Tags'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const wanted = properties as FunctionProperties;
    const FunctionName = wanted.FunctionName ?? context.generateName(64);
    const lambda = context.services.lambda.operations;
    const { FunctionArn } = await lambda.CreateFunction({
      ...settingsOf(wanted),
      FunctionName,
      Role: wanted.Role,
      Code: codeOf(wanted),
      Tags: tagsOf(wanted),
    });
    reserveConcurrency(lambda, FunctionName, wanted);
    return { physicalId: FunctionName, attributes: { Arn: FunctionArn } };
  },

  async update(properties, existing, context) {
    const wanted = properties as FunctionProperties;
    const former = existing.properties as FunctionProperties;
    const FunctionName = existing.physicalId;
    const lambda = context.services.lambda.operations;
    if (hasChanged(wanted, former, ['Code', 'Architectures'])) {
      const { Architectures } = settingsOf(wanted);
      await lambda.UpdateFunctionCode({ FunctionName, Architectures, ...codeOf(wanted) });
    }
    const settings = Object.keys(lambdaFunction.properties).filter((name) => !separate.has(name));
    if (hasChanged(wanted, former, settings)) {
      const { Architectures: _code, PackageType: _fixed, ...changed } = settingsOf(wanted);
      const LoggingConfig = wholeLogging(FunctionName, changed.LoggingConfig);
      const all = { ...changed, LoggingConfig, FunctionName, Role: wanted.Role };
      await lambda.UpdateFunctionConfiguration(all);
    }
    replaceTags(lambda, String(existing.attributes.Arn), wanted, former);
    reserveConcurrency(lambda, FunctionName, wanted);
    return existing;
  },

  async delete(existing, context) {
    context.services.lambda.operations.DeleteFunction({ FunctionName: existing.physicalId });
  },
};

/** Properties with an operation of their own: a change of them does not touch the configuration and its environments. */
const separate = new Set(['Architectures', 'Code', 'ReservedConcurrentExecutions', 'Tags']);

/** Every property with its default, to which it returns when a template no longer has it. */
function settingsOf(given: FunctionProperties) {
  return {
    Runtime: given.Runtime,
    Handler: given.Handler,
    Description: given.Description ?? '',
    Timeout: Number(given.Timeout ?? 3),
    MemorySize: Number(given.MemorySize ?? 128),
    Environment: { Variables: stringValues(given.Environment?.Variables) },
    TracingConfig: given.TracingConfig ?? { Mode: 'PassThrough' as const },
    EphemeralStorage: { Size: Number(given.EphemeralStorage?.Size ?? 512) },
    LoggingConfig: given.LoggingConfig,
    Layers: given.Layers ?? [],
    PackageType: given.PackageType,
    Architectures: given.Architectures ?? ['x86_64' as const],
  };
}

/** The operation keeps what its input lacks. */
function wholeLogging(functionName: string, given: FunctionProperties['LoggingConfig']): LoggingConfig {
  const LogGroup = given?.LogGroup ?? `/aws/lambda/${functionName}`;
  if (given?.LogFormat !== 'JSON') return { ...given, LogFormat: given?.LogFormat ?? 'Text', LogGroup };
  return { ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO', ...given, LogGroup };
}

/** YAML's numbers and booleans become strings. */
function stringValues(variables: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

function codeOf({ Code, Runtime }: FunctionProperties): FunctionCode {
  const { ZipFile, ...location } = Code;
  if (ZipFile === undefined) return location;
  return { ...location, ZipFile: Buffer.from(inlinePackage(String(Runtime), ZipFile)) };
}

function tagsOf({ Tags = [] }: FunctionProperties): Record<string, string> {
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, String(Value)]));
}

function replaceTags(
  lambda: LambdaCalls,
  Resource: string,
  wanted: FunctionProperties,
  former: FunctionProperties,
): void {
  lambda.UntagResource({ Resource, TagKeys: Object.keys(tagsOf(former)) });
  lambda.TagResource({ Resource, Tags: tagsOf(wanted) });
}

function reserveConcurrency(lambda: LambdaCalls, FunctionName: string, wanted: FunctionProperties): void {
  const reserved = wanted.ReservedConcurrentExecutions;
  if (reserved === undefined) lambda.DeleteFunctionConcurrency({ FunctionName });
  else
    lambda.PutFunctionConcurrency({
      FunctionName,
      ReservedConcurrentExecutions: Number(reserved),
    });
}

function hasChanged(wanted: Properties, former: Properties, names: readonly string[]): boolean {
  return names.some((name) => JSON.stringify(wanted[name]) !== JSON.stringify(former[name]));
}

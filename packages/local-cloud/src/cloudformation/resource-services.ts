import type { Tag } from '@aws-sdk/client-s3';
import type { EcrOperations } from '../ecr/operations.ts';
import type { SecretsOperations } from '../secretsmanager/operations.ts';
import type { CustomResponses } from './custom-resources/custom-responses.ts';
import type {
  ApiGatewayCalls,
  CloudWatchCalls,
  CognitoCalls,
  DefinitionBody,
  DynamoDbCalls,
  EventsCalls,
  IamCalls,
  IdentityPoolCalls,
  LambdaCalls,
  LogsCalls,
  S3Calls,
  SchedulerCalls,
  SsmCalls,
} from './service-calls.ts';

/** What resource types use of the services. */
export interface ResourceServices {
  readonly apigateway: DefinitionReader & IntegrationAdviser & { readonly operations: ApiGatewayCalls };
  readonly cloudwatch: { readonly operations: CloudWatchCalls };
  readonly cognito: { readonly operations: CognitoCalls };
  readonly customResponses: Pick<CustomResponses, 'expect' | 'listen'>;
  readonly dynamodb: DynamoDbCalls;
  readonly ecr: { readonly operations: EcrOperations };
  readonly events: { readonly operations: EventsCalls };
  readonly iam: { readonly operations: IamCalls };
  readonly identityPools: { readonly operations: IdentityPoolCalls };
  readonly lambda: FunctionCaller & SettingsAdviser & { readonly operations: LambdaCalls };
  readonly logs: { readonly operations: LogsCalls };
  readonly s3: ObjectReader & {
    readonly operations: S3Calls;
    setSystemTags(bucket: string, tags: readonly Tag[]): void;
  };
  readonly secretsmanager: { readonly operations: SecretsOperations };
  readonly scheduler: { readonly operations: SchedulerCalls };
  readonly ssm: { readonly operations: SsmCalls };
}

/** Calls the function of a custom resource. */
interface FunctionCaller {
  invoke(request: {
    readonly functionName: string;
    readonly payload: string;
  }): Promise<{ readonly functionError?: string | undefined; readonly payload: Buffer }>;
}

/** Knows what to refuse, and what to warn of, before a function is made. */
interface SettingsAdviser {
  settingsAdvice(settings: Readonly<Record<string, unknown>>): {
    readonly refusals: readonly string[];
    readonly warnings: readonly string[];
  };
}

/** Reports what is not offered of integrations and definitions, before an API is made. */
interface IntegrationAdviser {
  definitionRefusals(definition: string): readonly string[];
  integrationRefusals(definition: string): readonly string[];
}

/** Imports a long definition outside of the event loop. */
interface DefinitionReader {
  readLongDefinition(
    body: string | Uint8Array,
    request: { readonly parameters: Record<string, string>; readonly restApiId?: string },
  ): Promise<DefinitionBody>;
}

/** Where templates, snippets and definitions are read from. */
export interface ObjectReader {
  readObject(bucket: string, key: string, versionId?: string): { readonly body: Buffer } | undefined;
  /** The object that a URL names: `s3://bucket/key`, or an http(s) URL of S3 on AWS or on this machine. */
  objectOfUrl(url: string): { readonly bucket: string; readonly key: string } | undefined;
}

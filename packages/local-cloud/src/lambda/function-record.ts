import type {
  AliasConfiguration,
  FunctionConfiguration,
  FunctionEventInvokeConfig,
  Runtime,
} from '@aws-sdk/client-lambda';
import type { PackageCode } from './package-store.ts';
import type { ResourcePolicy } from './resource-policy.ts';

/** A version's configuration in AWS's own shape, with the members that are always there. */
export type VersionConfiguration = Readonly<FunctionConfiguration> & {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly Version: string;
  readonly Runtime: Runtime;
  readonly Handler: string;
  readonly Role: string;
  readonly Timeout: number;
  readonly MemorySize: number;
  readonly CodeSha256: string;
};

/** Code and configuration that go together. Never changed: an update puts another in its place. */
export interface FunctionVersion {
  readonly configuration: VersionConfiguration;
  readonly code: PackageCode;
}

export interface FunctionRecord {
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  latest: FunctionVersion;
  /** The published versions by number. */
  readonly versions: Map<string, FunctionVersion>;
  lastVersionNumber: number;
  readonly aliases: Map<string, AliasConfiguration>;
  /** By qualifier; the function's own is under the empty string, as are its event invoke settings. */
  readonly policies: Map<string, ResourcePolicy>;
  readonly eventInvokeConfigs: Map<string, FunctionEventInvokeConfig>;
  reservedConcurrency: number | undefined;
  tags: Record<string, string>;
  /** Invocations in flight, of all versions. */
  running: number;
}

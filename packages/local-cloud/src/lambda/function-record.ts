import type {
  AliasConfiguration,
  Cors,
  FunctionConfiguration,
  FunctionEventInvokeConfig,
  FunctionUrlAuthType,
  InvokeMode,
  Runtime,
} from '@aws-sdk/client-lambda';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import type { PackageCode } from './package-store.ts';

/** A version's configuration in AWS's shape; these members are always present. */
export type VersionConfiguration = Readonly<Omit<FunctionConfiguration, 'RevisionId'>> & {
  /** The one member that changes: with the permissions. */
  RevisionId?: string | undefined;
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

/** Code and its configuration. Never changed, but for the revision: an update replaces it. */
export interface FunctionVersion {
  readonly configuration: VersionConfiguration;
  readonly code: PackageCode;
  /** Its layers, merged in one folder, which is what it has as `/opt`. */
  readonly layers: PackageCode | undefined;
}

/** The permissions of a function, or of one of its versions or aliases. */
export interface ResourcePolicy {
  readonly revisionId: string;
  readonly document: PolicyDocument;
}

export interface FunctionRecord {
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  latest: FunctionVersion;
  /** How `$LATEST` is shown while it is being created or changed. */
  unsettled?: FunctionConfiguration | undefined;
  /** The published versions by number. */
  readonly versions: Map<string, FunctionVersion>;
  lastVersionNumber: number;
  readonly aliases: Map<string, AliasConfiguration>;
  /** By qualifier: the function's own are under the empty string. */
  readonly policies: Map<string, ResourcePolicy>;
  readonly eventInvokeConfigs: Map<string, FunctionEventInvokeConfig>;
  reservedConcurrency: number | undefined;
  tags: Record<string, string>;
  /** Invocations in flight, of all versions. */
  running: number;
}

/** The URL of a function or of one of its aliases. Never changed: an update replaces it. */
export interface FunctionUrl {
  /** The first label of its host name. */
  readonly id: string;
  readonly functionName: string;
  /** An alias; the URL of the function itself has none. */
  readonly qualifier: string | undefined;
  readonly authType: FunctionUrlAuthType;
  readonly cors: Cors | undefined;
  /** As given; `BUFFERED` is meant where it is absent. */
  readonly invokeMode: InvokeMode | undefined;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

import type { Account } from '../account.ts';
import type { Identities } from '../iam/identities.ts';
import type { CodeLocations } from './code-locations.ts';
import type { EnvironmentFleet, StartEnvironment } from './environments/environment-fleet.ts';
import type { FunctionRecord, FunctionUrl } from './function-record.ts';
import type { LayerRecord } from './layer-record.ts';
import type { PackageStore } from './package-store.ts';

/** What Lambda's operations share. */
export interface LambdaState {
  readonly account: Account;
  readonly iam: Identities;
  readonly s3: LambdaBuckets;
  /** By name. */
  readonly functions: Map<string, FunctionRecord>;
  /** By id. */
  readonly urls: Map<string, FunctionUrl>;
  /** Whether a function of another region has the URL of this id. */
  readonly isUrlElsewhere: (id: string) => boolean;
  /** The cloud's URL, known once it listens. */
  readonly endpointUrl: () => string;
  /** By name; a layer without versions keeps its count. */
  readonly layers: Map<string, LayerRecord>;
  readonly packages: PackageStore;
  readonly codeLocations: CodeLocations;
  readonly fleet: EnvironmentFleet;
  /** Starts a process of this region. */
  readonly launch: StartEnvironment;
  /** Calls `done` once a function that was created or changed is ready. */
  readonly settle: (done: () => void) => void;
  /** Invocations in flight, of all functions. */
  running: number;
}

/** What Lambda needs of S3: the packages it is given there, and the failure destinations it writes to. */
export interface LambdaBuckets {
  readObject(
    bucket: string,
    key: string,
    versionId?: string,
  ): { readonly body: Buffer; readonly region: string } | undefined;
  readonly operations: {
    PutObject(object: { Bucket: string; Key: string; Body: Buffer; ContentType: string }): unknown;
  };
}

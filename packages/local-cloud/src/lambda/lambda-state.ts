import type { Account } from '../account.ts';
import type { Iam } from '../iam/iam.ts';
import type { S3 } from '../s3/s3.ts';
import type { EnvironmentFleet } from './environments/environment-fleet.ts';
import type { FunctionRecord } from './function-record.ts';
import type { PackageStore } from './package-store.ts';

/** What Lambda's operations share. */
export interface LambdaState {
  readonly account: Account;
  readonly iam: Iam;
  readonly s3: S3;
  readonly functions: Map<string, FunctionRecord>;
  readonly packages: PackageStore;
  readonly fleet: EnvironmentFleet;
  /** Invocations in flight, of all functions. */
  running: number;
}

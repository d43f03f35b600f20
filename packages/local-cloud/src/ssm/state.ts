import type { ParameterTier, ParameterType, Tag } from '@aws-sdk/client-ssm';
import type { Account } from '../account.ts';

/** What the operations of Parameter Store share. */
export interface SsmState {
  readonly account: Account;
  /** By name. */
  readonly parameters: Map<string, ParameterRecord>;
}

export interface ParameterRecord {
  readonly name: string;
  /** Oldest first; the last one is current. */
  readonly versions: readonly [...ParameterVersion[], ParameterVersion];
  readonly tags: readonly Tag[];
}

export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  readonly value: string;
  /** What a SecureString is without WithDecryption. */
  readonly encrypted: string;
  readonly modified: Date;
  readonly modifiedBy: string;
  readonly tier: ParameterTier;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly keyId: string | undefined;
}

export function currentVersion({ versions }: ParameterRecord): ParameterVersion {
  return versions[versions.length - 1] ?? versions[0];
}

import type { Account } from '../account.ts';

/** What the operations of Secrets Manager share. */
export interface SecretsState {
  readonly account: Account;
  /** By name. */
  readonly secrets: Map<string, SecretRecord>;
}

export interface SecretTag {
  readonly Key?: string;
  readonly Value?: string;
}

export interface SecretRecord {
  readonly name: string;
  readonly arn: string;
  readonly created: Date;
  changed: Date;
  description: string | undefined;
  /** Kept and shown; nothing is encrypted. */
  kmsKeyId?: string | undefined;
  /** The day of the last read. */
  accessed?: Date | undefined;
  tags: readonly SecretTag[];
  /** When it is gone for good; it can be restored until then. */
  deletion?: Date | undefined;
  /** By id. */
  readonly versions: Map<string, SecretVersion>;
  /** Version ids by stage. */
  readonly stages: Map<string, string>;
}

export interface SecretVersion {
  readonly id: string;
  readonly created: Date;
  readonly text?: string | undefined;
  /** In base64, as it travels. */
  readonly binary?: string | undefined;
}

import type { Account } from '../account.ts';

/** What the operations of ECR share. */
export interface EcrState {
  readonly account: Account;
  /** By name. */
  readonly repositories: Map<string, Repository>;
}

/** As DescribeRepositories describes it. */
export interface Repository {
  readonly repositoryArn: string;
  readonly registryId: string;
  readonly repositoryName: string;
  readonly repositoryUri: string;
  readonly createdAt: Date;
  readonly imageTagMutability: string;
  readonly imageScanningConfiguration: { readonly scanOnPush: boolean };
  readonly encryptionConfiguration: { readonly encryptionType: string };
}

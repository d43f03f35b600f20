import type { Account } from '../account.ts';

/** What the operations of ECR share. */
export interface EcrState {
  readonly account: Account;
  /** By name. */
  readonly repositories: Map<string, Repository>;
  /** By the ARN of the repository, then by key. */
  readonly tags: Map<string, Map<string, string>>;
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
  readonly imageTagMutabilityExclusionFilters?: readonly TagFilter[];
  readonly encryptionConfiguration: { readonly encryptionType: string; readonly kmsKey?: string };
}

export interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

/** Images whose tags fit are exempt from the repository's mutability. */
export interface TagFilter {
  readonly filterType?: string;
  readonly filter?: string;
}

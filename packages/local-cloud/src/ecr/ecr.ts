import { type Account, regionalArn } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { ecrInputTypes } from './ecr-input-types.ts';
import { type EcrOperations, ecrOperations } from './operations.ts';

export interface Ecr {
  readonly service: Service;
  readonly operations: EcrOperations;
}

/** Repositories of container images, without images: tools make one beside what they deploy, or ask whether it exists. */
export function createEcr(account: Account): Ecr {
  const operations = bindOperations({ account, repositories: new Map(), tags: new Map() }, ecrOperations);
  const arnOf = (name: unknown) => regionalArn(account, 'ecr', `repository/${name}`);
  return {
    service: jsonService({
      signingName: 'ecr',
      version: '1.1',
      operations,
      inputTypes: ecrInputTypes,
      resourcesOf(operation, { repositoryName, repositoryNames, resourceArn }) {
        if (typeof resourceArn === 'string') return [resourceArn];
        const named = operation === 'DescribeRepositories' ? repositoryNames : repositoryName;
        return [named ?? '*'].flat().map(arnOf);
      },
    }),
    operations,
  };
}

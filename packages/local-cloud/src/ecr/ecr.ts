import { type Account, regionalArn } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { inputTypes } from '../aws/input-types.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { type EcrOperations, ecrOperations } from './operations.ts';

export interface Ecr {
  readonly service: Service;
  readonly operations: EcrOperations;
}

const ecrInputTypes = inputTypes({
  string: 'encryptionType imageTagMutability nextToken registryId repositoryName',
  boolean: 'force scanOnPush',
  number: 'maxResults',
  'list of string': 'repositoryNames',
  structure: 'encryptionConfiguration imageScanningConfiguration',
});

/** Repositories of container images, without images: tools make one beside what they deploy, or ask whether it exists. */
export function createEcr(account: Account): Ecr {
  const operations = bindOperations({ account, repositories: new Map() }, ecrOperations);
  const arnOf = (name: unknown) => regionalArn(account, 'ecr', `repository/${name}`);
  return {
    service: jsonService({
      signingName: 'ecr',
      version: '1.1',
      operations,
      inputTypes: ecrInputTypes,
      resourcesOf(operation, { repositoryName, repositoryNames }) {
        const named = operation === 'DescribeRepositories' ? repositoryNames : repositoryName;
        return [named ?? '*'].flat().map(arnOf);
      },
    }),
    operations,
  };
}

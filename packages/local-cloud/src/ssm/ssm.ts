import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { type SsmOperations, ssmOperations } from './operations.ts';
import { nameOf, parameterArn } from './parameter-name.ts';
import { ssmInputTypes } from './ssm-input-types.ts';
import type { SsmState } from './state.ts';

export interface Ssm {
  readonly service: Service;
  readonly operations: SsmOperations;
}

/** Parameter Store of AWS Systems Manager. */
export function createSsm(account: Account): Ssm {
  const state: SsmState = { account, parameters: new Map() };
  const operations = bindOperations(state, ssmOperations);
  return {
    service: jsonService({
      signingName: 'ssm',
      version: '1.1',
      operations,
      inputTypes: ssmInputTypes,
      resourcesOf: (operation, input) => resourcesOf(account, operation, input),
    }),
    operations,
  };
}

/**
 * The parameters that an operation works on; a path stands for those beneath it. Only the member that the operation
 * goes by counts: a client may add others, which name what it is allowed.
 */
function resourcesOf(account: Account, operation: string, input: Record<string, unknown>): string[] {
  const given = [input[namingMember[operation] ?? 'Name']].flat().filter((name) => typeof name === 'string');
  if (given.length === 0) return [`arn:aws:ssm:${account.region}:${account.id}:*`];
  return given.map((name) => parameterArn(account, nameOf(account, name).name));
}

const namingMember: Readonly<Record<string, string>> = {
  AddTagsToResource: 'ResourceId',
  DeleteParameters: 'Names',
  // It lists the parameters of the account.
  DescribeParameters: '',
  GetParameters: 'Names',
  GetParametersByPath: 'Path',
  ListTagsForResource: 'ResourceId',
  RemoveTagsFromResource: 'ResourceId',
};

import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { inputTypes } from '../aws/input-types.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { type SsmOperations, ssmOperations } from './operations.ts';
import { nameOf, parameterArn } from './parameter-name.ts';
import type { SsmState } from './state.ts';

export interface Ssm {
  readonly service: Service;
  readonly operations: SsmOperations;
}

/** The members of all operations' inputs. */
export const ssmInputTypes = inputTypes({
  string: `AllowedPattern DataType Description Key KeyId Name NextToken Option Path Policies ResourceId ResourceType
    Tier Type Value`,
  number: 'MaxResults',
  boolean: 'Overwrite Recursive Shared WithDecryption',
  'list of string': 'Names TagKeys Values',
  'list of structure': 'Filters ParameterFilters Tags',
});

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
      resourcesOf: (_operation, input) => resourcesOf(account, input),
    }),
    operations,
  };
}

/** The parameters that an operation works on; a path stands for those beneath it. */
function resourcesOf(account: Account, input: Record<string, unknown>): string[] {
  const { Name, Names, Path, ResourceId } = input;
  const names = [Name, Path, ResourceId, ...(Array.isArray(Names) ? Names : [])];
  const given = names.filter((name) => typeof name === 'string');
  if (given.length === 0) return [`arn:aws:ssm:${account.region}:${account.id}:*`];
  return given.map((name) => parameterArn(account, nameOf(account, name).name));
}

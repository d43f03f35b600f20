import type {
  DescribeParametersRequest,
  DescribeParametersResult,
  ParameterMetadata,
} from '@aws-sdk/client-ssm';
import { pageOf } from '../../aws/page-of.ts';
import { invalid, invalidToken, notOffered } from '../errors.ts';
import { checkFilters, passesFilters, stringFilters } from '../parameter-filters.ts';
import { parameterArn } from '../parameter-name.ts';
import { currentVersion, type ParameterRecord, type SsmState } from '../state.ts';

export function describeParameters(
  state: SsmState,
  input: DescribeParametersRequest,
): DescribeParametersResult {
  if (input.Shared) throw notOffered('Shared parameters');
  if (input.Filters && input.ParameterFilters) {
    throw invalid('You can use either Filters or ParameterFilters in a single request.');
  }
  const filters = input.ParameterFilters ?? stringFilters(input.Filters);
  checkFilters(filters, ['DataType', 'KeyId', 'Name', 'Path', 'tag', 'Tier', 'Type']);
  const records = [...state.parameters.values()]
    .filter((record) => passesFilters(record, filters))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const { items, nextToken } = pageOf(
    records,
    { token: input.NextToken, size: input.MaxResults ?? 50, maxSize: 50 },
    (member) => (member === 'token' ? invalidToken() : invalid('Expected MaxResults of 1 to 50.')),
  );
  return {
    Parameters: items.map((record) => described(state, record)),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function described({ account }: SsmState, record: ParameterRecord): ParameterMetadata {
  const version = currentVersion(record);
  return {
    Name: record.name,
    ARN: parameterArn(account, record.name),
    Type: version.type,
    KeyId: version.keyId,
    LastModifiedDate: version.modified,
    LastModifiedUser: version.modifiedBy,
    Description: version.description,
    AllowedPattern: version.allowedPattern,
    Version: version.version,
    Tier: version.tier,
    Policies: [],
    DataType: 'text',
  };
}

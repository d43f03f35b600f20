import type {
  GetParameterHistoryRequest,
  GetParameterHistoryResult,
  GetParameterRequest,
  GetParameterResult,
  GetParametersByPathRequest,
  GetParametersByPathResult,
  GetParametersRequest,
  GetParametersResult,
  Parameter,
} from '@aws-sdk/client-ssm';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalid, invalidToken } from '../errors.ts';
import { checkFilters, passesFilters } from '../parameter-filters.ts';
import { type FoundParameter, findParameter, parameterArn } from '../parameter-name.ts';
import { currentVersion, type ParameterVersion, type SsmState } from '../state.ts';

export function getParameter(state: SsmState, input: GetParameterRequest): GetParameterResult {
  return { Parameter: shown(state, findParameter(state, input.Name ?? ''), input.WithDecryption) };
}

/** What does not exist is listed by its name. */
export function getParameters(state: SsmState, input: GetParametersRequest): GetParametersResult {
  const names = [...new Set(input.Names)];
  if (names.length < 1 || names.length > 10) throw invalid('Expected 1 to 10 Names.');
  const found = names.map((name) => ({ name, parameter: foundOrNothing(state, name) }));
  return {
    Parameters: found.flatMap(({ parameter }) =>
      parameter ? [shown(state, parameter, input.WithDecryption)] : [],
    ),
    InvalidParameters: found.filter(({ parameter }) => !parameter).map(({ name }) => name),
  };
}

export function getParametersByPath(
  state: SsmState,
  input: GetParametersByPathRequest,
): GetParametersByPathResult {
  const { Path: path = '', Recursive: isRecursive, ParameterFilters: filters } = input;
  if (!path.startsWith('/')) {
    throw invalid(
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
    );
  }
  checkFilters(filters, ['KeyId', 'Type']);
  const folder = path.endsWith('/') ? path : `${path}/`;
  const isWithin = (name: string) =>
    name.startsWith(folder) && (isRecursive || !name.slice(folder.length).includes('/'));
  const records = [...state.parameters.values()]
    .filter((record) => isWithin(record.name) && passesFilters(record, filters))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const { items, nextToken } = pageOf(
    records,
    { token: input.NextToken, size: input.MaxResults ?? 10, maxSize: 10 },
    (member) => (member === 'token' ? invalidToken() : invalid('Expected MaxResults of 1 to 10.')),
  );
  return {
    Parameters: items.map((record) =>
      shown(state, { record, version: currentVersion(record) }, input.WithDecryption),
    ),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

export function getParameterHistory(
  state: SsmState,
  input: GetParameterHistoryRequest,
): GetParameterHistoryResult {
  const { record } = findParameter(state, input.Name ?? '');
  const { items, nextToken } = pageOf(
    record.versions,
    { token: input.NextToken, size: input.MaxResults ?? 50, maxSize: 50 },
    (member) => (member === 'token' ? invalidToken() : invalid('Expected MaxResults of 1 to 50.')),
  );
  return {
    Parameters: items.map((version) => ({
      Name: record.name,
      Type: version.type,
      KeyId: version.keyId,
      LastModifiedDate: version.modified,
      LastModifiedUser: version.modifiedBy,
      Description: version.description,
      Value: shownValue(version, input.WithDecryption),
      AllowedPattern: version.allowedPattern,
      Version: version.version,
      Labels: [],
      Tier: version.tier,
      Policies: [],
      DataType: 'text',
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function foundOrNothing(state: SsmState, name: string): FoundParameter | undefined {
  try {
    return findParameter(state, name);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

function shown({ account }: SsmState, found: FoundParameter, withDecryption: boolean | undefined): Parameter {
  const { record, version, selector } = found;
  return {
    Name: record.name,
    Type: version.type,
    Value: shownValue(version, withDecryption),
    Version: version.version,
    ...(selector !== undefined && { Selector: selector }),
    LastModifiedDate: version.modified,
    ARN: parameterArn(account, record.name),
    DataType: 'text',
  };
}

function shownValue(
  { type, value, encrypted }: ParameterVersion,
  withDecryption: boolean | undefined,
): string {
  return type === 'SecureString' && !withDecryption ? encrypted : value;
}

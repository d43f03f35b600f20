import { isDeepStrictEqual } from 'node:util';
import type {
  GlobalSecondaryIndex,
  GlobalSecondaryIndexUpdate,
  UpdateTableInput,
} from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import type { TableProperties } from './dynamodb-table-properties.ts';

type TableChange = Omit<UpdateTableInput, 'TableName'>;

/** The input of UpdateTable; `undefined` without a change. */
export function tableUpdate(before: TableProperties, after: TableProperties): TableChange | undefined {
  if (!isDeepStrictEqual(before.AttributeDefinitions, after.AttributeDefinitions)) {
    throw new ServiceError(
      'ValidationException',
      'A change of AttributeDefinitions of an existing table is not offered by this embedded cloud.',
    );
  }
  const change: TableChange = {};
  const mode = after.BillingMode ?? 'PROVISIONED';
  if (mode !== (before.BillingMode ?? 'PROVISIONED')) change.BillingMode = mode;
  if (!isDeepStrictEqual(before.ProvisionedThroughput, after.ProvisionedThroughput)) {
    change.ProvisionedThroughput = after.ProvisionedThroughput;
  }
  const indexes = indexUpdates(before.GlobalSecondaryIndexes ?? [], after.GlobalSecondaryIndexes ?? []);
  if (indexes.length > 0) change.GlobalSecondaryIndexUpdates = indexes;
  if (before.DeletionProtectionEnabled !== after.DeletionProtectionEnabled) {
    change.DeletionProtectionEnabled = after.DeletionProtectionEnabled;
  }
  const { SSESpecification = { Enabled: false }, TableClass = 'STANDARD' } = after;
  if (!isDeepStrictEqual(before.SSESpecification ?? { Enabled: false }, SSESpecification)) {
    change.SSESpecification = SSESpecification;
  }
  if ((before.TableClass ?? 'STANDARD') !== TableClass) change.TableClass = TableClass;
  return Object.keys(change).length > 0 ? change : undefined;
}

/** What of a change this cloud does not offer. */
export function refusedUpdates(before: TableProperties, after: TableProperties): string[] {
  const isSame = isDeepStrictEqual(before.AttributeDefinitions, after.AttributeDefinitions);
  const indexes = indexUpdates(before.GlobalSecondaryIndexes ?? [], after.GlobalSecondaryIndexes ?? []);
  const isRemade = indexes.some(({ Create, Delete }) => Create || Delete);
  return [
    ...(isSame ? [] : ['A change of AttributeDefinitions of an existing table']),
    ...(isRemade ? ['A global secondary index that an existing table gains, loses or has changed'] : []),
  ].map((what) => `${what} is not offered by this embedded cloud`);
}

function indexUpdates(
  before: readonly GlobalSecondaryIndex[],
  after: readonly GlobalSecondaryIndex[],
): GlobalSecondaryIndexUpdate[] {
  const removed = before.filter(({ IndexName }) => !after.some((index) => index.IndexName === IndexName));
  const kept = after.flatMap((index): GlobalSecondaryIndexUpdate[] => {
    const { IndexName, ProvisionedThroughput } = index;
    const earlier = before.find((candidate) => candidate.IndexName === IndexName);
    if (isDeepStrictEqual(earlier, index)) return [];
    const isSameIndex = isDeepStrictEqual({ ...earlier, ProvisionedThroughput }, index);
    if (!earlier || !isSameIndex) return [{ Create: index }];
    return ProvisionedThroughput ? [{ Update: { IndexName, ProvisionedThroughput } }] : [];
  });
  return [...removed.map(({ IndexName }) => ({ Delete: { IndexName } })), ...kept];
}

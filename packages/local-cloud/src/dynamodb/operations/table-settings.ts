import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  TableDescription,
  UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Account, regionalArn } from '../../account.ts';
import type { IndexMember, ShownIndexes, ShownSettings, TableSettings } from '../state.ts';

type Given = Pick<
  CreateTableCommandInput | UpdateTableCommandInput,
  'OnDemandThroughput' | 'SSESpecification' | 'TableClass' | 'WarmThroughput'
>;

/** Settings of a table that change nothing here, as descriptions show them. What is not given stays. */
export function shownSettings(account: Account, given: Given, before: ShownSettings): ShownSettings {
  const { OnDemandThroughput, SSESpecification: encryption, TableClass, WarmThroughput } = given;
  return {
    ...before,
    ...(OnDemandThroughput && { OnDemandThroughput }),
    ...(encryption && { SSEDescription: encryption.Enabled ? encrypted(account, encryption) : undefined }),
    ...(TableClass && { TableClassSummary: { TableClass } }),
    ...(WarmThroughput && { WarmThroughput: { ...WarmThroughput, Status: 'ACTIVE' } }),
  };
}

/** The same of global secondary indexes. */
export function shownIndexes(
  given: readonly Partial<Pick<GlobalSecondaryIndex, 'IndexName' | IndexMember>>[] = [],
  before: ShownIndexes = {},
): ShownIndexes {
  const changed = given.map(({ IndexName = '', OnDemandThroughput, WarmThroughput }) => [
    IndexName,
    {
      ...before[IndexName],
      ...(OnDemandThroughput && { OnDemandThroughput }),
      ...(WarmThroughput && { WarmThroughput: { ...WarmThroughput, Status: 'ACTIVE' } }),
    },
  ]);
  return { ...before, ...Object.fromEntries(changed) };
}

/** A table as dynalite describes it, with what it does not keep. */
export function describedTable(
  table: TableDescription | undefined,
  settings: TableSettings | undefined,
): TableDescription {
  const { isProtected = false, shown, indexes = {} } = settings ?? {};
  const described = table?.GlobalSecondaryIndexes?.map((index) => ({
    ...index,
    ...indexes[index.IndexName ?? ''],
  }));
  return {
    ...table,
    ...(described && { GlobalSecondaryIndexes: described }),
    ...shown,
    DeletionProtectionEnabled: isProtected,
  };
}

function encrypted(
  account: Account,
  { SSEType = 'KMS', KMSMasterKeyId }: NonNullable<Given['SSESpecification']>,
) {
  const managed = regionalArn(account, 'kms', 'key/aws/dynamodb');
  return { Status: 'ENABLED', SSEType, KMSMasterKeyArn: KMSMasterKeyId ?? managed } as const;
}

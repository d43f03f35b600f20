import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  TableDescription,
  UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { IndexMember, ShownIndexes, ShownSettings, TableSettings } from '../state.ts';

type Given = Pick<
  CreateTableCommandInput | UpdateTableCommandInput,
  'OnDemandThroughput' | 'SSESpecification' | 'TableClass' | 'WarmThroughput'
>;

/** The key that AWS manages. */
const ownKey = 'arn:aws:kms:us-east-1:000000000000:key/aws/dynamodb';

/** Settings of a table that change nothing here, as descriptions show them. What is not given stays. */
export function shownSettings(given: Given, before: ShownSettings): ShownSettings {
  const { OnDemandThroughput, SSESpecification: encryption, TableClass, WarmThroughput } = given;
  return {
    ...before,
    ...(OnDemandThroughput && { OnDemandThroughput }),
    ...(encryption && { SSEDescription: encryption.Enabled ? encrypted(encryption) : undefined }),
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

function encrypted({ SSEType = 'KMS', KMSMasterKeyId = ownKey }: NonNullable<Given['SSESpecification']>) {
  return { Status: 'ENABLED', SSEType, KMSMasterKeyArn: KMSMasterKeyId } as const;
}

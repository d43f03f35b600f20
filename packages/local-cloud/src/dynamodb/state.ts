import type {
  GlobalSecondaryIndexDescription,
  TableDescription,
  TimeToLiveSpecification,
} from '@aws-sdk/client-dynamodb';
import type { Account } from '../account.ts';
import type { EngineCall } from './engine-client.ts';

/** What the operations on tables share. */
export interface DynamoDbState {
  readonly account: Account;
  readonly engine: EngineCall;
  /** What dynalite does not keep of a table, by the table's name. */
  readonly settings: Map<string, TableSettings>;
}

export type ShownSettings = Pick<
  TableDescription,
  'OnDemandThroughput' | 'SSEDescription' | 'TableClassSummary' | 'TableId' | 'WarmThroughput'
>;

export type IndexMember = 'OnDemandThroughput' | 'WarmThroughput';

/** By the names of global secondary indexes. */
export type ShownIndexes = Readonly<Record<string, Pick<GlobalSecondaryIndexDescription, IndexMember>>>;

export interface TableSettings {
  readonly isProtected: boolean;
  /** Further members of its descriptions. */
  readonly shown: ShownSettings;
  readonly indexes?: ShownIndexes;
  readonly timeToLive?: TimeToLiveSpecification | undefined;
}

import type { CreateTableCommandInput, TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
import type { DynaliteClient } from './dynalite-client.ts';

/** What the operations on tables share. */
export interface DynamoDbState {
  readonly dynalite: DynaliteClient;
  readonly tables: Map<string, TableRecord>;
}

/** What is known of a table outside the process that holds its items. */
export interface TableRecord {
  readonly definition: CreateTableCommandInput;
  readonly isProtected: boolean;
  readonly timeToLive: TimeToLiveSpecification | undefined;
}

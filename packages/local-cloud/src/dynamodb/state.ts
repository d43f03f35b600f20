import type { TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
import type { EngineCall } from './engine-client.ts';
import type { ShownSettings } from './operations/table-settings.ts';

/** What the operations on tables share. */
export interface DynamoDbState {
  readonly engine: EngineCall;
  /** What dynalite does not keep of a table, by the table's name. */
  readonly settings: Map<string, TableSettings>;
}

export interface TableSettings {
  readonly isProtected: boolean;
  /** What its descriptions have besides. */
  readonly shown: ShownSettings;
  readonly timeToLive?: TimeToLiveSpecification | undefined;
}

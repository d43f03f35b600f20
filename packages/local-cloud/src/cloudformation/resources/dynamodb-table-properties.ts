import type {
  CreateTableInput,
  GlobalSecondaryIndex,
  ProvisionedThroughput,
  SSESpecification,
  TimeToLiveSpecification,
} from '@aws-sdk/client-dynamodb';
import { isTrue } from '../is-true.ts';
import type { Properties } from '../resource-type.ts';

/** The properties of a table in DynamoDB's own types. */
export interface TableProperties extends Partial<CreateTableInput> {
  readonly TimeToLiveSpecification?: TimeToLiveSpecification;
}

type SseSpecification = SSESpecification & { readonly SSEEnabled?: unknown };

/** Templates may have numbers and booleans as strings, which DynamoDB does not accept. */
export function tableProperties(properties: Properties): TableProperties {
  const { PointInTimeRecoverySpecification: _, ...table } = properties as TableProperties & Properties;
  // In templates its member has another name.
  const encryption = table.SSESpecification as SseSpecification | undefined;
  return {
    ...table,
    ...(table.ProvisionedThroughput && { ProvisionedThroughput: throughput(table.ProvisionedThroughput) }),
    ...(table.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(index) }),
    ...(table.TimeToLiveSpecification && {
      TimeToLiveSpecification: {
        ...table.TimeToLiveSpecification,
        Enabled: isTrue(table.TimeToLiveSpecification.Enabled),
      },
    }),
    ...(encryption && {
      SSESpecification: { ...encryption, Enabled: isTrue(encryption.SSEEnabled) },
    }),
    DeletionProtectionEnabled: isTrue(table.DeletionProtectionEnabled),
  };
}

/** Without what is kept without effect. */
function index(given: GlobalSecondaryIndex): GlobalSecondaryIndex {
  const { IndexName, KeySchema, Projection, ProvisionedThroughput } = given;
  return {
    IndexName,
    KeySchema,
    Projection,
    ...(ProvisionedThroughput && { ProvisionedThroughput: throughput(ProvisionedThroughput) }),
  };
}

function throughput(given: ProvisionedThroughput): ProvisionedThroughput {
  return {
    ReadCapacityUnits: Number(given.ReadCapacityUnits),
    WriteCapacityUnits: Number(given.WriteCapacityUnits),
  };
}

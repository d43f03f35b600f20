import type {
  CreateTableInput,
  GlobalSecondaryIndex,
  ProvisionedThroughput,
  TimeToLiveSpecification,
} from '@aws-sdk/client-dynamodb';
import type { Properties } from '../resource-type.ts';

/** The properties of a table in DynamoDB's own types. */
export interface TableProperties extends Partial<CreateTableInput> {
  readonly TimeToLiveSpecification?: TimeToLiveSpecification;
}

/** Templates may have numbers and booleans as strings, which DynamoDB does not accept. */
export function tableProperties(properties: Properties): TableProperties {
  const { PointInTimeRecoverySpecification: _, ...table } = properties as TableProperties & Properties;
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
    DeletionProtectionEnabled: isTrue(table.DeletionProtectionEnabled),
  };
}

function index(given: GlobalSecondaryIndex): GlobalSecondaryIndex {
  if (!given.ProvisionedThroughput) return given;
  return { ...given, ProvisionedThroughput: throughput(given.ProvisionedThroughput) };
}

function throughput(given: ProvisionedThroughput): ProvisionedThroughput {
  return {
    ReadCapacityUnits: Number(given.ReadCapacityUnits),
    WriteCapacityUnits: Number(given.WriteCapacityUnits),
  };
}

function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}

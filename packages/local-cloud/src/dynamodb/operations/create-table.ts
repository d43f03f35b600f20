import { randomUUID } from 'node:crypto';
import type { CreateTableCommandInput, CreateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import { refuseMember } from '../errors.ts';
import type { DynamoDbState } from '../state.ts';
import { describedTable, shownIndexes, shownSettings } from './table-settings.ts';
import { checkTags } from './tag-resource.ts';

const notOffered = [
  'GlobalTableSettingsReplicationMode',
  'GlobalTableSourceArn',
  'ResourcePolicy',
  'VectorIndexes',
];

type Output = Omit<CreateTableCommandOutput, '$metadata'>;

export async function createTable(state: DynamoDbState, input: CreateTableCommandInput): Promise<Output> {
  if (input.StreamSpecification?.StreamEnabled) refuseMember('CreateTable', input, 'StreamSpecification');
  for (const member of notOffered) refuseMember('CreateTable', input, member);
  checkTags(input.Tags);
  const { OnDemandThroughput, SSESpecification, TableClass, WarmThroughput, ...rest } = input;
  const given = { OnDemandThroughput, SSESpecification, TableClass, WarmThroughput };
  const { TableDescription } = await createAtEngine(state, rest);
  // dynalite accepts no tags with a new table.
  if (input.Tags?.length) {
    await state.engine('TagResource', { ResourceArn: TableDescription?.TableArn, Tags: input.Tags });
  }
  const isProtected = input.DeletionProtectionEnabled === true;
  // dynalite's ids are not UUIDs.
  const shown = shownSettings(state.account, given, { TableId: randomUUID() });
  const settings = { isProtected, shown, indexes: shownIndexes(input.GlobalSecondaryIndexes) };
  state.settings.set(input.TableName ?? '', settings);
  return { TableDescription: describedTable(TableDescription, settings) };
}

async function createAtEngine(state: DynamoDbState, input: CreateTableCommandInput): Promise<Output> {
  try {
    return await state.engine<Output>('CreateTable', input);
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === 'ResourceInUseException')) throw error;
    throw new ServiceError(error.code, `Table already exists: ${input.TableName}`);
  }
}

import type { UpdateTableCommandInput, UpdateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import type { DynamoDbState } from '../state.ts';
import { refuseMember, tableNamed } from '../table-record.ts';
import { describeTable } from './describe-table.ts';

/** Billing, throughput and deletion protection change; the rest of a table is refused by name. */
export async function updateTable(
  state: DynamoDbState,
  input: UpdateTableCommandInput,
): Promise<Omit<UpdateTableCommandOutput, '$metadata'>> {
  const { name, table } = tableNamed(state.tables, input.TableName);
  for (const member of ['StreamSpecification', 'ReplicaUpdates']) refuseMember('UpdateTable', input, member);
  for (const { Create, Delete } of input.GlobalSecondaryIndexUpdates ?? []) {
    if (!Create && !Delete) continue;
    throw new ServiceError(
      'ValidationException',
      'Creating or deleting a global secondary index of an existing table is not offered by this embedded cloud.',
    );
  }

  await refuseBusyTable(state, name);
  const { DeletionProtectionEnabled: isProtected = table.isProtected, ...rest } = input;
  const changesMore = rest.BillingMode ?? rest.ProvisionedThroughput ?? rest.GlobalSecondaryIndexUpdates;
  const isOnlyProtection = input.DeletionProtectionEnabled !== undefined && changesMore === undefined;
  if (!isOnlyProtection) await state.dynalite.call('UpdateTable', { ...rest, TableName: name });
  state.tables.set(name, { ...table, isProtected });
  return { TableDescription: (await describeTable(state, { TableName: name })).Table };
}

/** dynalite would let a change that is under way overwrite this one. */
async function refuseBusyTable(state: DynamoDbState, name: string): Promise<void> {
  const { Table } = await describeTable(state, { TableName: name });
  if (Table?.TableStatus === 'ACTIVE') return;
  throw new ServiceError(
    'ResourceInUseException',
    `Attempt to change a resource which is still in use: Table is being updated: ${name}`,
  );
}

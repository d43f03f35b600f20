import type { UpdateTableCommandInput, UpdateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import { refuseMember, validationException } from '../errors.ts';
import type { DynamoDbState } from '../state.ts';
import { describeTable } from './describe-table.ts';

/** Billing, throughput and deletion protection change; the rest of a table is refused by name. */
export async function updateTable(
  state: DynamoDbState,
  input: UpdateTableCommandInput,
): Promise<Omit<UpdateTableCommandOutput, '$metadata'>> {
  const { Table } = await describeTable(state, { TableName: input.TableName });
  for (const member of ['StreamSpecification', 'ReplicaUpdates']) refuseMember('UpdateTable', input, member);
  if (input.GlobalSecondaryIndexUpdates?.some(({ Create, Delete }) => Create || Delete)) {
    throw validationException(
      'Creating or deleting a global secondary index of an existing table is not offered by this embedded cloud.',
    );
  }
  const { TableName, TableStatus } = Table;
  // dynalite would let a change that is under way overwrite this one.
  if (TableStatus !== 'ACTIVE') {
    const message = `Attempt to change a resource which is still in use: Table is being updated: ${TableName}`;
    throw new ServiceError('ResourceInUseException', message);
  }

  const { DeletionProtectionEnabled: isProtected, ...rest } = input;
  const changesMore = rest.BillingMode ?? rest.ProvisionedThroughput ?? rest.GlobalSecondaryIndexUpdates;
  if (isProtected === undefined || changesMore !== undefined) {
    await state.engine('UpdateTable', { ...rest, TableName });
  }
  if (isProtected !== undefined) {
    state.settings.set(TableName, { ...state.settings.get(TableName), isProtected });
  }
  return { TableDescription: (await describeTable(state, { TableName })).Table };
}

import type { UpdateTableCommandInput, UpdateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import { refuseMember, validationException } from '../errors.ts';
import type { DynamoDbState } from '../state.ts';
import { describeTable } from './describe-table.ts';
import { shownIndexes, shownSettings } from './table-settings.ts';

const notOffered = [
  'DisassociationProtectionEnabled',
  'GlobalTableSettingsReplicationMode',
  'GlobalTableWitnessUpdates',
  'MultiRegionConsistency',
  'ReplicaUpdates',
  'StreamSpecification',
  'VectorIndexUpdates',
];

/** Billing, throughput, deletion protection and what is only shown change; the rest of a table is refused by name. */
export async function updateTable(
  state: DynamoDbState,
  input: UpdateTableCommandInput,
): Promise<Omit<UpdateTableCommandOutput, '$metadata'>> {
  const { Table } = await describeTable(state, { TableName: input.TableName });
  for (const member of notOffered) refuseMember('UpdateTable', input, member);
  if (input.GlobalSecondaryIndexUpdates?.some(({ Create, Delete }) => Create || Delete)) {
    throw validationException(
      'Create and Delete of GlobalSecondaryIndexUpdates are not offered by this embedded cloud: make the index with its table.',
    );
  }
  const { TableName, TableStatus } = Table;
  // dynalite would let a change that is under way overwrite this one.
  if (TableStatus !== 'ACTIVE') {
    const message = `Attempt to change a resource which is still in use: Table is being updated: ${TableName}`;
    throw new ServiceError('ResourceInUseException', message);
  }

  const {
    DeletionProtectionEnabled,
    OnDemandThroughput,
    SSESpecification,
    TableClass,
    WarmThroughput,
    ...rest
  } = input;
  const given = { OnDemandThroughput, SSESpecification, TableClass, WarmThroughput };
  const changesHere = DeletionProtectionEnabled ?? Object.values(given).find((value) => value !== undefined);
  const changesMore = rest.BillingMode ?? rest.ProvisionedThroughput ?? rest.GlobalSecondaryIndexUpdates;
  if (changesHere === undefined || changesMore !== undefined) {
    await state.engine('UpdateTable', { ...rest, TableName });
  }
  const before = state.settings.get(TableName);
  const { isProtected: wasProtected = false, shown = {}, ...others } = before ?? {};
  const isProtected = DeletionProtectionEnabled ?? wasProtected;
  const updates = input.GlobalSecondaryIndexUpdates?.map(({ Update }) => ({ ...Update }));
  const indexes = shownIndexes(updates, before?.indexes);
  state.settings.set(TableName, {
    ...others,
    isProtected,
    shown: shownSettings(state.account, given, shown),
    indexes,
  });
  return { TableDescription: (await describeTable(state, { TableName })).Table };
}

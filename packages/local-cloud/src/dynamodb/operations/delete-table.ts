import type { DeleteTableCommandInput, DeleteTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { validationException } from '../errors.ts';
import type { DynamoDbState } from '../state.ts';
import { tableName } from '../table-name.ts';
import { describedTable } from './table-settings.ts';

type Output = Omit<DeleteTableCommandOutput, '$metadata'>;

export async function deleteTable(state: DynamoDbState, input: DeleteTableCommandInput): Promise<Output> {
  const name = tableName(input.TableName);
  if (state.settings.get(name)?.isProtected) {
    throw validationException(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const { TableDescription } = await state.engine<Output>('DeleteTable', { TableName: name });
  const table = describedTable(TableDescription, state.settings.get(name));
  state.settings.delete(name);
  // AWS shows less of a table that is going.
  const { AttributeDefinitions, CreationDateTime, KeySchema, ...described } = table;
  return { TableDescription: described };
}

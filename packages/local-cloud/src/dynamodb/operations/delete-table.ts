import type { DeleteTableCommandInput, DeleteTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import type { DynamoDbState } from '../state.ts';
import { tableNamed } from '../table-record.ts';

export async function deleteTable(
  state: DynamoDbState,
  input: DeleteTableCommandInput,
): Promise<Omit<DeleteTableCommandOutput, '$metadata'>> {
  const { name, table } = tableNamed(state.tables, input.TableName);
  if (table.isProtected) {
    throw new ServiceError(
      'ValidationException',
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const deleted = await state.dynalite.call<DeleteTableCommandOutput>('DeleteTable', { TableName: name });
  state.tables.delete(name);
  return deleted;
}

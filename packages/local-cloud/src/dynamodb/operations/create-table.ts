import type { CreateTableCommandInput, CreateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import type { DynamoDbState } from '../state.ts';
import { createAtDynalite, refuseMember } from '../table-record.ts';
import { checkTags } from './tag-resource.ts';

type Output = Omit<CreateTableCommandOutput, '$metadata'>;

export async function createTable(state: DynamoDbState, input: CreateTableCommandInput): Promise<Output> {
  if (input.StreamSpecification?.StreamEnabled) refuseMember('CreateTable', input, 'StreamSpecification');
  const name = input.TableName ?? '';
  if (state.tables.has(name)) {
    throw new ServiceError('ResourceInUseException', `Table already exists: ${name}`);
  }
  checkTags(input.Tags);
  const created = await createAtDynalite(state.dynalite.call, input);
  const isProtected = input.DeletionProtectionEnabled === true;
  state.tables.set(name, { definition: input, isProtected, timeToLive: undefined });
  return { TableDescription: { ...created.TableDescription, DeletionProtectionEnabled: isProtected } };
}

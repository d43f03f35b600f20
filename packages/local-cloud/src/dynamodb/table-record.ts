import type { CreateTableCommandInput, CreateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../aws/service-error.ts';
import type { DynaliteCall } from './dynalite-client.ts';
import type { TableRecord } from './state.ts';

export function tableNamed(
  tables: ReadonlyMap<string, TableRecord>,
  nameOrArn: string | undefined,
): { name: string; table: TableRecord } {
  const name = tableName(nameOrArn);
  const table = tables.get(name);
  if (!table) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `Requested resource not found: Table: ${name} not found`,
    );
  }
  return { name, table };
}

export function tableName(nameOrArn: string | undefined): string {
  if (nameOrArn !== undefined && typeof nameOrArn !== 'string') {
    throw new ServiceError('SerializationException', 'Expected a string for TableName.');
  }
  return nameOrArn?.replace(/^arn:aws:dynamodb:[^:]*:\d*:table\//, '') ?? '';
}

/** Makes every table again, empty, after the process that held them died. */
export async function restoreTables(
  tables: ReadonlyMap<string, TableRecord>,
  call: DynaliteCall,
): Promise<void> {
  for (const { definition } of tables.values()) await createAtDynalite(call, definition);
}

/** dynalite takes no tags with a new table, so they follow. */
export async function createAtDynalite(
  call: DynaliteCall,
  definition: CreateTableCommandInput,
): Promise<Omit<CreateTableCommandOutput, '$metadata'>> {
  const created = await call<CreateTableCommandOutput>('CreateTable', definition);
  if (definition.Tags?.length) {
    await call('TagResource', { ResourceArn: created.TableDescription?.TableArn, Tags: definition.Tags });
  }
  return created;
}

/** Refuses what would be silently ignored. */
export function refuseMember(operation: string, input: object, member: string): void {
  if (Object.hasOwn(input, member)) {
    throw new ServiceError(
      'ValidationException',
      `The member ${member} of ${operation} is not offered by this embedded cloud.`,
    );
  }
}

import { type Account, regionalArn } from '../account.ts';
import { tableName } from './table-name.ts';

/** The tables and indexes an operation works on, as policies name them; `*` for an operation on none. */
export function resourcesOf(account: Account, input: Readonly<Record<string, unknown>>): string[] {
  const { TableName, IndexName, RequestItems, ResourceArn } = input;
  if (typeof ResourceArn === 'string') return [ResourceArn];
  const tableArn = (name: string) => regionalArn(account, 'dynamodb', `table/${tableName(name)}`);
  if (RequestItems !== null && typeof RequestItems === 'object')
    return Object.keys(RequestItems).map(tableArn);
  if (typeof TableName !== 'string') return ['*'];
  return [typeof IndexName === 'string' ? `${tableArn(TableName)}/index/${IndexName}` : tableArn(TableName)];
}

import type { Store, Table } from 'dynalite/db/index.js';

/** Finishes what the end of an earlier process left half done: tables that were created, changed or deleted. */
export async function finishTables(store: Store): Promise<void> {
  const tables: Table[] = [];
  for await (const table of store.tableDb.createValueStream()) tables.push(table);
  for (const table of tables) {
    if (table.TableStatus === 'DELETING') await deleteTable(store, table);
    else if (table.TableStatus !== 'ACTIVE') await activate(store, table);
  }
}

async function activate(store: Store, table: Table): Promise<void> {
  const { GlobalSecondaryIndexes: indexes } = table;
  const active = {
    ...table,
    TableStatus: 'ACTIVE',
    ...(indexes && {
      GlobalSecondaryIndexes: indexes.map((index) => ({ ...index, IndexStatus: 'ACTIVE' })),
    }),
  };
  await done((callback) => store.tableDb.put(table.TableName, active, callback));
}

async function deleteTable(store: Store, { TableName, LocalSecondaryIndexes = [] }: Table): Promise<void> {
  await done((callback) => store.deleteItemDb(TableName, callback));
  await done((callback) => store.deleteTagDb(TableName, callback));
  for (const { IndexName } of LocalSecondaryIndexes) {
    await done((callback) => store.deleteIndexDb('Local', TableName, IndexName, callback));
  }
  await forgetTable(store, TableName);
}

/** The end of a deletion, after which a table of the same name can be created. */
export function forgetTable(store: Store, name: string): Promise<void> {
  return done((callback) => store.tableDb.del(name, callback));
}

function done(run: (callback: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => run((error) => (error ? reject(error) : resolve())));
}

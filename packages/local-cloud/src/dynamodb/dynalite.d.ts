declare module 'dynalite' {
  import type { Server } from 'node:http';

  export default function dynalite(options: {
    readonly createTableMs: number;
    readonly updateTableMs: number;
    readonly deleteTableMs: number;
  }): Server;
}

declare module 'dynalite/db/index.js' {
  type Item = Readonly<Record<string, { readonly S?: string }>>;
  interface Table {
    readonly KeySchema: readonly { readonly AttributeName: string }[];
  }
  /** What an operation checks a key with; replaceable, since operations look it up here at each call. */
  const db: {
    validateKey(key: Item, table: Table, keySchema?: Table['KeySchema']): Error | null | undefined;
    validateItem(item: Item, table: Table): Error | null | undefined;
    validationError(message: string): Error;
  };
  export default db;
}

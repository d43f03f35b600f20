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
  /** What operations check keys and items with; replaceable, since they look it up here at each call. */
  const db: {
    validateKey(key: Item, table: Table, keySchema?: Table['KeySchema']): Error | null | undefined;
    validateItem(item: Item, table: Table): Error | null | undefined;
    itemSize(item: Item, ...options: unknown[]): number;
    validationError(message: string): Error;
  };
  export default db;
}

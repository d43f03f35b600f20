declare module 'dynalite/db/index.js' {
  export type Value = Readonly<Record<string, unknown>>;
  export type Item = Readonly<Record<string, Value>>;
  export interface Index {
    readonly IndexName: string;
    readonly KeySchema: readonly { readonly AttributeName: string }[];
  }
  export interface Table {
    readonly TableName: string;
    readonly TableStatus: string;
    readonly KeySchema: Index['KeySchema'];
    readonly GlobalSecondaryIndexes?: readonly Index[];
    readonly LocalSecondaryIndexes?: readonly Index[];
  }
  type Callback = (error?: Error | null) => void;
  /** Tables by name, or the tags of one. */
  interface Database<Content> {
    put(key: string, content: Content, callback: Callback): void;
    del(key: string, callback: Callback): void;
    createValueStream(): AsyncIterable<Content>;
  }
  export interface Store {
    readonly tableDb: Database<Table>;
    deleteItemDb(table: string, callback: Callback): void;
    deleteTagDb(table: string, callback: Callback): void;
    deleteIndexDb(kind: string, table: string, index: string, callback: Callback): void;
  }
  /** Its operations look these up here at each call, so that they can be replaced. */
  const db: {
    create(options: {
      readonly path: string;
      readonly createTableMs: number;
      readonly updateTableMs: number;
      readonly deleteTableMs: number;
    }): Store;
    compare(operator: string, value: object, other: object): boolean;
    validateKey(key: Item, table: Table, keySchema?: Table['KeySchema']): Error | null | undefined;
    validateItem(item: Item, table: Table): Error | null | undefined;
    updateIndexes(
      store: Store,
      table: Table,
      oldItem: Item | undefined,
      item: Item | undefined,
      callback: Callback,
    ): void;
    /** Returns what an operation is refused with whose condition does not hold. */
    checkConditional(
      data: Readonly<Record<string, unknown>>,
      item: Item | undefined,
    ): { readonly body: { Item?: Item } } | null | undefined;
    itemSize(item: Item, ...options: unknown[]): number;
    /** An error with `statusCode` and `body`. */
    validationError(message: string): Error;
  };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  /** Throws an error with `statusCode` and `body`. */
  const validations: {
    checkTypes(input: object, types: object): object;
    checkValidations(input: object, types: object, custom: unknown, store: object): void;
    toLowerFirst(operation: string): string;
  };
  export default validations;
}

/** Each of the three parsers: returns the message of an error, or the parsed expression. */
declare module 'dynalite/db/conditionParser.js' {
  const parser: { parse(expression: string, options: { readonly context: object }): string | object };
  export default parser;
}

declare module 'dynalite/db/updateParser.js' {
  const parser: { parse(expression: string, options: { readonly context: object }): string | object };
  export default parser;
}

declare module 'dynalite/db/projectionParser.js' {
  const parser: { parse(expression: string, options: { readonly context: object }): string | object };
  export default parser;
}

/** The operations of a service as its callers see them: without the state that each takes first. */
export type BoundOperations<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends (state: never, ...rest: infer Rest) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

/** Gives every operation of a table the state of its service, so that the files of operations stay plain functions. */
export function bindOperations<
  State,
  Table extends Record<string, (state: State, ...rest: never[]) => unknown>,
>(state: State, table: Table): BoundOperations<Table> {
  const bound = Object.entries(table).map(([name, operation]) => [name, operation.bind(null, state)]);
  return Object.fromEntries(bound) as BoundOperations<Table>;
}

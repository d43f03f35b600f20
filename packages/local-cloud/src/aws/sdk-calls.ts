/**
 * Operations of a service under AWS's names, typed as a client of the SDK types them:
 * `SdkCalls<S3, 'PutBucketPolicy'>`. What one service needs of another is written with it, so that neither
 * imports the other.
 */
export type SdkCalls<Client, Name extends string> = {
  readonly [Operation in Name]: (input: InputOf<Client, Operation>) => OutputOf<Client, Operation>;
};

/** The same for operations that respond later. */
export type SdkAsyncCalls<Client, Name extends string> = {
  readonly [Operation in Name]: (input: InputOf<Client, Operation>) => Promise<OutputOf<Client, Operation>>;
};

type InputOf<Client, Operation extends string> =
  MethodOf<Client, Operation> extends Method<infer Input, unknown> ? Input : never;

type OutputOf<Client, Operation extends string> =
  MethodOf<Client, Operation> extends Method<never, infer Output> ? WithoutMetadata<Output> : never;

type MethodOf<Client, Operation extends string> = Client[Uncapitalize<Operation> & keyof Client];

/** The last of a client method's overloads, which is the one that types are inferred from. */
type Method<Input, Output> = (
  input: Input,
  options: never,
  done: (error: unknown, output?: Output) => void,
) => void;

/** An operation whose output has no members may return anything. */
type WithoutMetadata<Output> =
  Exclude<keyof Output, '$metadata'> extends never ? unknown : Omit<Output, '$metadata'>;

/** A function that makes a value at its first call and returns the same one from then on. */
export function once<T>(create: () => T): () => T {
  let value: { readonly made: T } | undefined;
  return () => {
    value ??= { made: create() };
    return value.made;
  };
}

/** The Query protocol writes an empty list as an empty text. */
export function listOf<T>(list: readonly T[] | '' | undefined): readonly T[] {
  return list || [];
}

// What Express and the function of its own must read and write alike, so that no client sees the difference.

export const kinds = ['dog', 'cat', 'rabbit', 'bird'] as const;

export type Kind = (typeof kinds)[number];

export interface ListQuery {
  readonly kind: Kind | undefined;
  /** The id of the last pet of the page before. */
  readonly after: string | undefined;
  readonly size: number;
}

/** Throws a refusal for values that are not valid. */
export function readListQuery({ kind, after, limit = '20' }: Record<string, unknown>): ListQuery {
  const known = kinds.find((one) => one === kind);
  if (kind && !known) throw badRequest(`Expected one of ${kinds.join(', ')} for kind`);
  const size = typeof limit === 'string' && /^[1-9]\d?$/.test(limit) ? Number(limit) : undefined;
  if (!size) throw badRequest('Expected a whole number from 1 to 99 for limit');
  if (after && !(typeof after === 'string' && /^[0-9a-f]{24}$/i.test(after)))
    throw badRequest('Expected the value of next for after');
  return { kind: known, after: after ? String(after) : undefined, size };
}

/** One pet more than a page has shows that there is a next page. */
export function pageOf<T extends { readonly id: string }>(found: readonly T[], size: number) {
  const pets = found.slice(0, size);
  const next = found.length > size ? pets.at(-1)?.id : undefined;
  return { pets, ...(next && { next }) };
}

function badRequest(message: string) {
  return Object.assign(new Error(message), { status: 400 });
}

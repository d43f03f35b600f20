export interface PageRequest {
  /** The token of an earlier page: the index of the first item on this one. Absent for the first page. */
  readonly token?: string | undefined;
  /** The most items on this page. Text where it came in a query string. */
  readonly size: number | string;
  /** A larger size is taken as this one. */
  readonly maxSize?: number;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** One page of a list. Throws what `invalid` returns for a token or size that is not a whole number in range. */
export function pageOf<Item>(
  all: readonly Item[],
  request: PageRequest,
  invalid: (member: 'token' | 'size') => Error,
): Page<Item> {
  const start = wholeNumber(request.token || '0', 0);
  if (start === undefined) throw invalid('token');
  const size = wholeNumber(String(request.size), 1);
  if (size === undefined) throw invalid('size');
  const end = start + Math.min(size, request.maxSize ?? size);
  const items = all.slice(start, end);
  return end < all.length ? { items, nextToken: String(end) } : { items };
}

function wholeNumber(text: string, min: number): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= min ? number : undefined;
}

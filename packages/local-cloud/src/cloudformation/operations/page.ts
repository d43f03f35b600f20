import { validationError } from '../parsing/template-error.ts';

/** One page of a list, and the token for the next when there is one. */
export function page<T>(
  items: readonly T[],
  token: string | undefined,
  size = 100,
): { items: T[]; NextToken: string | undefined } {
  const start = pageStart(token);
  const end = start + size;
  return { items: items.slice(start, end), NextToken: end < items.length ? String(end) : undefined };
}

/** The same, from the end of a list that grows: a page stays the same while newer items come. */
export function newestFirst<T>(
  items: readonly T[],
  token: string | undefined,
  size = 100,
): { items: T[]; NextToken: string | undefined } {
  const end = token ? pageStart(token) : items.length;
  const start = Math.max(0, end - size);
  return { items: items.slice(start, end).reverse(), NextToken: start > 0 ? String(start) : undefined };
}

function pageStart(token: string | undefined): number {
  if (!token) return 0;
  if (/^\d{1,9}$/.test(token)) return Number(token);
  throw validationError('The NextToken is not one this operation gave.');
}

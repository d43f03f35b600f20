import { badRequest } from '../rest-api-record.ts';

/** One page: `limit` items (25, at most 500) from `position` on, and the next page's position. */
export function pageOf<Item>(
  items: readonly Item[],
  { limit = 25, position = '0' }: { limit?: number | undefined; position?: string | undefined },
): { items: Item[]; position?: string } {
  const start = Number(position);
  const size = Math.min(Number(limit), 500);
  if (!Number.isInteger(start) || start < 0) throw badRequest('Invalid position specified');
  if (!Number.isInteger(size) || size < 1) throw badRequest('Invalid limit specified');
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length && { position: String(end) }) };
}

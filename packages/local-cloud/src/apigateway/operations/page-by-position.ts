import { pageOf } from '../../aws/page-of.ts';
import { badRequest } from '../errors.ts';

const defaultLimit = 25;
const maxLimit = 500;

/** One page of a list, in the words of API Gateway: `limit` items from `position` on, and the next page's position. */
export function pageByPosition<Item>(
  all: readonly Item[],
  { limit = defaultLimit, position = '' }: { limit?: number | undefined; position?: string | undefined },
): { items: Item[]; position?: string } {
  // AWS takes a negative limit, and returns nothing for it.
  if (Number(limit) < 1) return { items: [] };
  // Like AWS's, a position is no number that clients could count with.
  const token = Buffer.from(position, 'base64').toString();
  const { items, nextToken } = pageOf(all, { token, size: limit, maxSize: maxLimit }, (member) =>
    badRequest(`Invalid ${member === 'token' ? 'position' : 'limit'} specified`),
  );
  return { items, ...(nextToken !== undefined && { position: Buffer.from(nextToken).toString('base64') }) };
}

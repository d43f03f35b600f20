import { pageOf } from '../../aws/page-of.ts';
import { validationError } from '../errors.ts';

const pageSize = 100;

/** One page of a list, and the token for the next where there is one. */
export function pageByToken<Item>(
  all: readonly Item[],
  token: string | undefined,
): { items: Item[]; NextToken: string | undefined } {
  const { items, nextToken } = pageOf(all, { token, size: pageSize }, () =>
    validationError('The NextToken is not one that this operation returned.'),
  );
  return { items, NextToken: nextToken };
}

/**
 * The same for a list that grows at its end, newest first. The token counts the older items, so that a page
 * stays the same while newer ones are added.
 */
export function newestFirstPage<Item>(
  all: readonly Item[],
  token: string | undefined,
): { items: Item[]; NextToken: string | undefined } {
  const mirrored = (index: string | undefined) => index && String(all.length - Number(index));
  const { items, NextToken } = pageByToken([...all].reverse(), mirrored(token));
  return { items, NextToken: mirrored(NextToken) };
}

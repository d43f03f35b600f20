import { pageOf } from '../aws/page-of.ts';
import { invalidParameter } from './errors.ts';

interface PageInput {
  readonly Marker?: string | undefined;
  /** A string where it came in a query. */
  readonly MaxItems?: number | string | undefined;
}

const maxItems = 50;

export function pageByMarker<Item>(
  all: readonly Item[],
  { Marker, MaxItems = maxItems }: PageInput,
): { items: Item[]; NextMarker: string | undefined } {
  const { items, nextToken } = pageOf(all, { token: Marker, size: MaxItems, maxSize: maxItems }, (member) =>
    invalidParameter(member === 'token' ? `Invalid Marker: ${Marker}` : `Invalid MaxItems: ${MaxItems}`),
  );
  return { items, NextMarker: nextToken };
}

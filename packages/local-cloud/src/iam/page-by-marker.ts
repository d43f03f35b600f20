import { pageOf } from '../aws/page-of.ts';
import { invalidInput } from './errors.ts';

export interface MarkerInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface MarkedPage<Item> {
  readonly items: Item[];
  /** What a response says of the page. */
  readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string };
}

export function pageByMarker<Item>(
  all: readonly Item[],
  { Marker, MaxItems = 100 }: MarkerInput,
): MarkedPage<Item> {
  const page = { ...(Marker !== undefined && { token: Marker }), size: MaxItems, maxSize: 1000 };
  const { items, nextToken } = pageOf(all, page, (member) =>
    invalidInput(
      `Expected a ${member === 'token' ? 'Marker of an earlier page' : 'number from 1 for MaxItems'}.`,
    ),
  );
  const rest = nextToken === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: nextToken };
  return { items, rest };
}

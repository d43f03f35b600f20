import { invalidParameter } from '../lambda-error.ts';

interface PageInput {
  /** Text where it came with the query of a request. */
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | string | undefined;
}

const mostItems = 50;

/** One page of a list; the marker is the place in the list where the next one begins. */
export function pageOf<T>(
  all: readonly T[],
  input: PageInput,
): { items: T[]; NextMarker: string | undefined } {
  const start = Number(input.Marker ?? 0);
  const size = Math.min(Number(input.MaxItems ?? mostItems), mostItems);
  if (!Number.isInteger(start) || start < 0) throw invalidParameter(`Invalid Marker: ${input.Marker}`);
  if (!Number.isInteger(size) || size < 1) throw invalidParameter(`Invalid MaxItems: ${input.MaxItems}`);
  const end = start + size;
  return { items: all.slice(start, end), NextMarker: end < all.length ? String(end) : undefined };
}

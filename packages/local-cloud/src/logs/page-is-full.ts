const maxCharacters = 1024 * 1024;

/** A page of events ends at its limit or at about a megabyte of text. */
export function pageIsFull(count: number, characters: number, limit: number): boolean {
  return count >= limit || characters >= maxCharacters;
}

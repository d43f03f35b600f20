/**
 * Arguments as they were meant: word processors and chat programs make one long dash of two hyphens, so that what is
 * pasted starts with – or —, perhaps with a hyphen after it.
 */
export function plainDashes(args: readonly string[]): string[] {
  return args.map((argument) => argument.replace(/^(?:[–—]-?|-[–—]|-(?=[a-z]{2}))(?=[a-z])/, '--'));
}

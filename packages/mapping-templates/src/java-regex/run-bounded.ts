/**
 * Runs a function for at most the given milliseconds. Returns whether it finished; false when it was ended,
 * even in the middle of a regular expression. What the function throws is thrown on.
 */
export type RunBounded = (run: () => void, milliseconds: number) => boolean;

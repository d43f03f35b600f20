/**
 * Runs a function for at most so many milliseconds. Returns whether it ran to its end; false when it had to be ended,
 * even in the middle of a regular expression. What the function throws is thrown on.
 */
export type RunBounded = (run: () => void, milliseconds: number) => boolean;

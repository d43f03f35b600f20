/** The command was called wrongly: the message says what was expected, and what came instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

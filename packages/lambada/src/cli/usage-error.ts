/** The command was called wrongly, or its settings are wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

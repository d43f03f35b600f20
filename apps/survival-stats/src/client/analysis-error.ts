/** An error that the user can correct; it is shown without a stack. */
export class AnalysisError extends Error {
  override readonly name: string = 'AnalysisError';
}

/** The command was called wrongly. */
export class UsageError extends AnalysisError {
  override readonly name = 'UsageError';
}

/** These genes get no statistics; the others may. */
export class BatchError extends AnalysisError {
  override readonly name = 'BatchError';
}

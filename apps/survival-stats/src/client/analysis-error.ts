/** A reason to stop that the person at the keyboard can do something about; shown as it is, without a stack. */
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

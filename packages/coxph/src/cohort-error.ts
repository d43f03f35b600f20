/** A refusal of data that no Cox model can be fitted to; the message says what was expected, where, and what was received. */
export class CohortError extends RangeError {
  override readonly name = 'CohortError';
}

/** Thrown when a choice means no API or stage, or more than one. The message lists what there is. */
export class ChoiceError extends Error {
  override readonly name = 'ChoiceError';
}

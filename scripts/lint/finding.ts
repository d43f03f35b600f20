/** A broken rule: where, and what was expected. */
export interface Finding {
  readonly file: string;
  readonly problem: string;
}

import { templateError } from '../errors.ts';
import type { JsonValue } from '../template.ts';

/** What resolving one template may still cost: a unit for every value and for every character of a result. */
export interface Work {
  left: number;
}

/** Four times what the largest template of AWS holds; a few lines of nested `Fn::Sub` could ask for any amount. */
const mostWork = 4 * 1024 * 1024;

export function newWork(): Work {
  return { left: mostWork };
}

/** Throws once a template's work is used up, before the work is done. */
export function spend(work: Work, units: number): void {
  work.left -= units;
  if (isUsedUp(work)) {
    throw templateError(
      `the values of the template, its functions resolved, exceed ${mostWork} characters in all`,
    );
  }
}

export function isUsedUp({ left }: Work): boolean {
  return left < 0;
}

/** Spends as much as there are values and characters in a value that is used once more. */
export function spendOnCopy(work: Work, value: JsonValue | undefined): void {
  spend(work, typeof value === 'string' ? value.length : 1);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    spend(work, name.length);
    spendOnCopy(work, item);
  }
}

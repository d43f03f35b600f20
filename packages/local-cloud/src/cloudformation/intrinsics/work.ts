import { templateError } from '../errors.ts';
import type { JsonValue } from '../template.ts';

/** What resolving one template may still cost: a unit for every value and for every character of a result. */
export interface Work {
  left: number;
  /** What a copy of a list or an object costs. */
  readonly copies: WeakMap<object, number>;
}

/** Four times what the largest template of AWS holds; a few lines of nested `Fn::Sub` could ask for any amount. */
const mostWork = 4 * 1024 * 1024;

export function newWork(): Work {
  return { left: mostWork, copies: new WeakMap() };
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
  spend(work, costOfCopy(work, value));
}

/** Counted once for each list and object, so that to copy a long list a thousand times is refused at once. */
function costOfCopy(work: Work, value: JsonValue | undefined): number {
  if (typeof value === 'string') return value.length + 1;
  if (typeof value !== 'object' || value === null) return 1;
  const known = work.copies.get(value);
  if (known !== undefined) return known;
  let cost = 1;
  if (Array.isArray(value)) for (const item of value) cost += costOfCopy(work, item);
  else for (const [name, item] of Object.entries(value)) cost += name.length + costOfCopy(work, item);
  work.copies.set(value, cost);
  return cost;
}

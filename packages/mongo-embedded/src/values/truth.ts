import { isNumber, toNumber } from './numbers.ts';

/** As an expression or an option is read: false, zero, null and what is missing are false. */
export function isTruthy(value: unknown): boolean {
  if (isNumber(value)) return toNumber(value) !== 0;
  return value !== false && value !== null && value !== undefined;
}

import { isNestedTooDeep } from '@samples/mapping-templates';
import type { ValidateFunction } from 'ajv';
import { TookTooLong, withinTime } from './time-limit.ts';
import { violationTexts } from './violation-messages.ts';

/** Builds AWS's message about an invalid body. Built on demand, since most responses do not show it. */
export type Violations = () => string;

/** Takes a body as a string; `undefined` for a valid one. Throws `TookTooLong` when the time is over. */
export type ModelCheck = (text: string, milliseconds: number) => Violations | undefined;

export interface Validation {
  readonly validate: ValidateFunction;
  /** Finds every violation, for a body that is known to have one. */
  readonly validateThoroughly: () => ValidateFunction;
  readonly isRisky: boolean;
}

/** Of a body: what is longer may take long with any model. */
export const longLength = 64 * 1024;

/** Checks that a body is JSON and valid for a model. One that nests too deep is invalid. */
export function modelCheck({ validate, validateThoroughly, isRisky }: Validation): ModelCheck {
  return (text, milliseconds) => {
    const isLong = text.length > longLength;
    const body = parsed(text);
    if (body === undefined) return () => '[the body is not JSON]';
    try {
      const isTimed = isRisky || isLong;
      const fits = isTimed ? withinTime(() => validate(body.value), milliseconds) : validate(body.value);
      if (fits) return undefined;
    } catch (error) {
      if (error instanceof RangeError) return () => '[the body is nested too deep]';
      throw error;
    }
    const { errors } = validate;
    const thoroughErrors = () => {
      const thorough = validateThoroughly();
      withinTime(() => thorough(body.value), milliseconds);
      return thorough.errors;
    };
    let texts: string | undefined;
    return () => {
      texts ??= violationTexts((isLong ? errors : foundBy(thoroughErrors, errors)) ?? []);
      return texts;
    };
  };
}

/** All the violations, or else the first. */
function foundBy<Errors>(search: () => Errors, first: Errors): Errors {
  try {
    return search();
  } catch (error) {
    if (error instanceof TookTooLong || error instanceof RangeError) return first;
    throw error;
  }
}

/** An empty body is validated as an empty object. */
function parsed(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return { value: {} };
  if (isNestedTooDeep(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

import { BSONRegExp } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { isEqual } from '../values/compare.ts';

/** `{ $regex, $options }`, or a pattern in place of a value. Strings match it; an equal pattern is one too. */
export function regexCondition(value: unknown, options?: unknown): (values: readonly unknown[]) => boolean {
  const pattern = patternOf(value, options);
  const test = (one: unknown) =>
    typeof one === 'string' ? pattern.test(one) : one instanceof BSONRegExp && isEqual(one, value);
  return (values) => values.some((one) => test(one) || (Array.isArray(one) && one.some(test)));
}

function patternOf(value: unknown, options: unknown): RegExp {
  const isPattern = value instanceof BSONRegExp;
  if (!isPattern && typeof value !== 'string') throw new MongoError(2, '$regex has to be a string');
  const flags = typeof options === 'string' ? options : isPattern ? value.options : '';
  if (/[^imsu]/.test(flags)) throw new MongoError(51108, `invalid flag in regex options: ${flags}`);
  try {
    return new RegExp(isPattern ? value.pattern : value, flags);
  } catch (error) {
    throw new MongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

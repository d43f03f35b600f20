import { badRequest } from '../rest-api-record.ts';
import { createTimeLimit } from '../validation/time-limit.ts';
import { authorizerFailure } from './access-denied.ts';

const limitMillis = 100;
const withinTime = createTimeLimit();

/** Tests texts against an `identityValidationExpression`: the whole text, in bounded time. */
export function compileTokenPattern(expression: string | undefined): (text: string) => boolean {
  if (expression === undefined) return () => true;
  const pattern = patternOf(expression);
  return (text) => {
    try {
      return withinTime(() => pattern.test(text), limitMillis);
    } catch (cause) {
      throw authorizerFailure(cause);
    }
  };
}

function patternOf(expression: string): RegExp {
  try {
    return new RegExp(`^(?:${expression})$`, 's');
  } catch {
    throw badRequest(
      `Invalid identity validation expression: expected a regular expression, received ${expression}`,
    );
  }
}

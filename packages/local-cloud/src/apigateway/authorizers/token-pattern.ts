import { compileJavaRegex, type JavaRegex, JavaRegexError } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';
import { badRequest } from '../errors.ts';
import { authorizerFailure } from './access-denied.ts';

/** Tests a whole string against an `identityValidationExpression`, a Java regular expression. */
export function compileTokenPattern(expression: string | undefined): (text: string) => boolean {
  if (expression === undefined) return () => true;
  const pattern = patternOf(expression);
  return (text) => {
    try {
      return pattern.matches(text);
    } catch (cause) {
      throw authorizerFailure(cause);
    }
  };
}

function patternOf(expression: string): JavaRegex {
  try {
    return compileJavaRegex(expression, { runBounded });
  } catch (error) {
    if (!(error instanceof JavaRegexError)) throw error;
    throw badRequest(`Invalid identity validation expression: ${error.message}`);
  }
}

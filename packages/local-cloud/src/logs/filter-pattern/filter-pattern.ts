import { invalidParameter } from '../errors.ts';
import { parseFields } from './fields.ts';
import { parseJsonCondition } from './json-condition.ts';
import { parseRegex } from './operand.ts';
import type { Condition } from './pattern-reader.ts';
import { parseTerms } from './terms.ts';

/** Whether a message matches. Throws InvalidParameterException when a regular expression takes too long. */
export type FilterPattern = Condition<string>;

const maxLength = 1024;

/**
 * Compiles a pattern: terms for any text, `{ … }` for JSON, `[ … ]` for fields between spaces, `%…%` for a regular
 * expression. Throws InvalidParameterException.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): FilterPattern {
  if (pattern.length > maxLength) {
    throw invalidParameter(
      `1 validation error detected: Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to ${maxLength}`,
    );
  }
  const trimmed = pattern.trim();
  if (trimmed.startsWith('{')) return parseJsonCondition(inside(trimmed, '{', '}'));
  if (trimmed.startsWith('[')) return parseFields(inside(trimmed, '[', ']'));
  if (/^%.*%$/s.test(trimmed)) return parseRegex(trimmed.slice(1, -1));
  return parseTerms(pattern);
}

function inside(pattern: string, opening: string, closing: string): string {
  if (pattern.endsWith(closing)) return pattern.slice(1, -1);
  throw invalidParameter(`If a filter pattern starts with '${opening}' it must end with '${closing}'`);
}

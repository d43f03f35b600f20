import { invalidParameter } from '../errors.ts';
import type { Condition } from './pattern-reader.ts';

interface Terms {
  readonly required: string[];
  readonly optional: string[];
  readonly excluded: string[];
}

/**
 * All terms must occur in a message, or one of the `?optional` terms, and no `-excluded` term; `"a phrase"` is one
 * term; case matters.
 */
export function parseTerms(pattern: string): Condition<string> {
  const { required, optional, excluded } = readTerms(pattern);
  // AWS ignores optional terms beside others.
  const isChoice = required.length === 0 && excluded.length === 0 && optional.length > 0;
  if (isChoice) return (message) => optional.some((term) => message.includes(term));
  return (message) =>
    required.every((term) => message.includes(term)) && !excluded.some((term) => message.includes(term));
}

function readTerms(pattern: string): Terms {
  const terms: Terms = { required: [], optional: [], excluded: [] };
  const lists = { '': terms.required, '?': terms.optional, '-': terms.excluded };
  const token = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))\s*/uy;
  while (token.lastIndex < pattern.trimEnd().length) {
    const start = token.lastIndex;
    const [, sign = '', phrase, word] = token.exec(pattern) ?? [];
    if (word === undefined && phrase === undefined) throw invalidTerm(pattern.slice(start).trim());
    if (word !== undefined && !/^[\p{L}\p{N}_]+$/u.test(word)) throw invalidTerm(word);
    const term = word ?? phrase?.replace(/\\(.)/gu, '$1') ?? '';
    lists[sign === '?' || sign === '-' ? sign : ''].push(term);
  }
  return terms;
}

/** Other characters than letters, digits and underscores need quotation marks. */
function invalidTerm(term: string) {
  return invalidParameter(`Invalid character(s) in term '${term}'`);
}

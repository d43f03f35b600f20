import type { Reference, Statement } from './ast.ts';
import { takeDirectiveName } from './directive-name.ts';
import { skipCall } from './parse-directive.ts';
import { parseSteps, takeIdentifier } from './parse-reference.ts';
import type { Reader } from './reader.ts';

const openedRunt = /\{(?:\$!?)?(?=[a-zA-Z_])/y;

/**
 * Velocity reads on right after a reference: a word there (after an index or a call), or a brace before a name, starts
 * a reference without a dollar. It prints only the first token of that, so `$list[0]a.b` ends in `a`.
 */
export function parseRunt(reader: Reader, depth: number, { steps }: Reference): Statement | undefined {
  if (reader.text[reader.at - 1] === '}') return undefined;
  if (steps.at(-1)?.kind === 'property' && reader.isAt('##')) return parseHashes(reader, depth);
  const isBraced = reader.take(openedRunt) !== undefined;
  const name = takeIdentifier(reader);
  if (name === undefined) return undefined;
  parseSteps(reader, depth);
  if (isBraced) reader.expect('}', `after {${name}`);
  return { kind: 'text', text: isBraced ? '{' : name };
}

/** Right after a property, `##` does not start a comment. */
function parseHashes(reader: Reader, depth: number): Statement {
  const start = reader.at;
  reader.at += 1;
  const name = takeDirectiveName(reader);
  if (name === undefined) reader.at += 1;
  else skipCall(reader, depth, name);
  return { kind: 'text', text: reader.text.slice(start, reader.at) };
}

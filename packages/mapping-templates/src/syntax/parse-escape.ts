import type { Statement } from './ast.ts';
import { directiveNames, takeDirectiveName } from './directive-name.ts';
import { parseOutput } from './parse-template.ts';
import type { Reader } from './reader.ts';

/** Backslashes, which only matter right before a reference or a directive. */
export function parseEscape(reader: Reader, depth: number): Statement {
  const slashes = reader.take(/\\+/y) ?? '';
  if (reader.isAt('$')) return parseOutput(reader, depth, slashes);
  const start = reader.at;
  const name = takeDirectiveName(reader);
  if (name === undefined) return { kind: 'text', text: slashes };
  const isDirective = directiveNames.has(name);
  if (slashes.length % 2 === 1) {
    const kept = isDirective ? slashes.slice(0, (slashes.length - 1) / 2) : slashes;
    return { kind: 'text', text: kept + reader.text.slice(start, reader.at) };
  }
  reader.at = start;
  // Velocity halves the slashes before every directive but #set.
  return { kind: 'text', text: isDirective && name !== 'set' ? slashes.slice(slashes.length / 2) : slashes };
}
